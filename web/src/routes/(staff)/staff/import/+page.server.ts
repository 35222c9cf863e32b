import { createHash } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { textOf } from '#lib/form/form-data.ts';
import { refused, wrongFields } from '#lib/form/refused.server.ts';
import type { GraphqlClient } from '#lib/graphql/client.server.ts';
import { ImportRegisterDocument } from '#lib/graphql/generated.ts';
import type { Refusal } from '#lib/graphql/refusal.ts';
import { textIn } from '#lib/i18n/text.ts';
import { requireStaff } from '#lib/programme/staff.server.ts';
import { textOfBytes } from '#lib/register/file-text.ts';
import { recordCount, reportLines, type ReportLine } from '#lib/register/import-report.ts';
import type { Actions, PageServerLoad } from './$types';

/** A file that was uploaded goes back into the page up to this size, so that the second step needs no script. */
const LONGEST_ECHO = 1_000_000;

export const load: PageServerLoad = async ({ locals, url }) => {
  await requireStaff({ locals, url });
};

interface Register {
  csv: string;
  fileName: string;
}

/** What the page shows of a dry run or an import. */
interface Report {
  step: 'checked' | 'imported';
  records: number;
  created: number;
  updated: number;
  unchanged: number;
  lines: ReportLine[];
  /** Digest of the text that was looked at: only that text is imported. */
  digest: string;
  /** The text, for the second step; empty when it is too long to travel. */
  csv: string;
  fileName: string;
}

async function readRegister(form: FormData): Promise<Register> {
  const file = form.get('file');
  if (file instanceof File && file.size > 0) return { csv: textOfBytes(new Uint8Array(await file.arrayBuffer())), fileName: file.name };
  return { csv: textOf(form, 'csv'), fileName: textOf(form, 'fileName') };
}

const digestOf = (csv: string): string => createHash('sha256').update(csv).digest('base64url');

async function ask(graphql: GraphqlClient, register: Register, dryRun: boolean): Promise<{ report: Report } | { refusal: Refusal }> {
  const { data, refusal } = await graphql.ask(ImportRegisterDocument, { csv: register.csv, dryRun });
  if (refusal) return { refusal };
  const outcome = data.importOrganisations;
  return {
    report: {
      step: dryRun ? 'checked' : 'imported',
      records: recordCount(outcome),
      created: outcome.created,
      updated: outcome.updated,
      unchanged: outcome.unchanged,
      lines: reportLines(outcome),
      digest: digestOf(register.csv),
      csv: register.csv.length <= LONGEST_ECHO && dryRun ? register.csv : '',
      fileName: register.fileName,
    },
  };
}

export const actions: Actions = {
  check: async ({ locals, request, url }) => {
    await requireStaff({ locals, url });
    const register = await readRegister(await request.formData());
    const { t } = await textIn(locals.language);
    if (!register.csv) return refused(url, wrongFields({ csv: t('import.nothing') }), { csv: '' });
    const answer = await ask(locals.graphql, register, true);
    if ('refusal' in answer) return refused(url, answer.refusal, { csv: register.csv.slice(0, LONGEST_ECHO) });
    return { report: answer.report };
  },
  import: async ({ locals, request, url }) => {
    await requireStaff({ locals, url });
    const form = await request.formData();
    const register = await readRegister(form);
    const { t } = await textIn(locals.language);
    if (!register.csv) return refused(url, wrongFields({ csv: t('import.chooseAgain') }), { csv: '' });
    // Nobody has seen the report of a text that changed since: it is shown first.
    const unseen = textOf(form, 'digest') !== digestOf(register.csv) || textOf(form, 'confirmed') !== 'yes';
    const answer = await ask(locals.graphql, register, unseen);
    if ('refusal' in answer) return refused(url, answer.refusal, { csv: register.csv.slice(0, LONGEST_ECHO) });
    return unseen ? fail(409, { report: answer.report, unseen }) : { report: answer.report };
  },
};
