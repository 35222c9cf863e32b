import type { ApiCode } from '#lib/graphql/refusal.ts';
import type { GraphqlClient } from '#lib/graphql/client.server.ts';
import type { Language } from '#lib/i18n/language.ts';
import type { Theme } from '#lib/preferences/theme.ts';
import type { Viewer } from '#lib/person/viewer.server.ts';

declare global {
  namespace App {
    interface Error {
      /** A coded error of the API, when that is what happened; the error page has a text for each. */
      code?: ApiCode;
    }
    interface Locals {
      language: Language;
      theme: Theme;
      graphql: GraphqlClient;
      /** The signed-in person or null; asked once per request, and only when a session cookie came along. */
      viewer: () => Promise<Viewer | null>;
    }
  }
}

export {};
