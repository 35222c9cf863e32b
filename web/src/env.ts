import { defineEnvVars } from '@sveltejs/kit/env';

export const variables = defineEnvVars({
  KOPRU_INTERNAL_URL: {
    description:
      'Where the server part of the pages reaches the API, e.g. http://127.0.0.1:3000. Empty: the origin the page was asked at, which behind a proxy may not be reachable from inside.',
    schema: (value) => {
      if (!value) return undefined;
      return new URL(value).origin;
    },
  },
});
