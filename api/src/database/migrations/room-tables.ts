/** Who may act: staff, organisations and the people who represent them. */
export const ORGANISATION_TABLES: readonly string[] = [
  `create table staff_member (person_id uuid primary key references auth."user"(id) on delete cascade, since timestamptz not null default now())`,
  `create table organisation (
    id uuid primary key default uuidv7(),
    name text not null check (length(name) between 2 and 200),
    alias text not null,
    acronym text,
    former_names text[] not null default '{}',
    kind text not null check (kind in ('ASSOCIATION','FOUNDATION','COOPERATIVE','SOCIAL_COMPANY','CIVIL_INITIATIVE','OTHER')),
    country text not null check (country ~ '^[A-Z]{2}$'),
    city text, about text, website text,
    visibility text not null default 'PUBLIC' check (visibility in ('PUBLIC','MEMBERS','PSEUDONYMOUS','HIDDEN')),
    field_ids text[] not null default '{}',
    languages text[] not null default '{}',
    verified_at timestamptz, verified_by uuid references auth."user"(id) on delete set null,
    external_source text, external_id text,
    identity_key text not null default '',
    confirmed_at timestamptz not null default now(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1)`,
  `create unique index organisation_external on organisation (external_source, external_id) where external_id is not null`,
  `create index organisation_identity on organisation (identity_key)`,
  // Pseudonymous organisations sort by their alias, so their place in a list says nothing about their name.
  `create index organisation_country_name on organisation (country, name collate "und-x-icu", id) where visibility = 'PUBLIC'`,
  `create index organisation_name on organisation (name collate "und-x-icu", id) where visibility = 'PUBLIC'`,
  `create index organisation_fields on organisation using gin (field_ids)`,
  `create table organisation_issue (
    organisation_id uuid not null references organisation(id) on delete cascade,
    issue_id text not null,
    direction text not null check (direction in ('NEED','OFFER')),
    statement text, position int not null default 0,
    primary key (organisation_id, issue_id, direction))`,
  `create index organisation_issue_by_issue on organisation_issue (issue_id, direction, organisation_id)`,
  `create table registration (
    id uuid primary key default uuidv7(), organisation_id uuid not null references organisation(id) on delete cascade,
    scheme text not null, value text not null, verified_at timestamptz, verified_by uuid references auth."user"(id) on delete set null,
    unique (organisation_id, scheme, value))`,
  `create table representative (
    organisation_id uuid not null references organisation(id) on delete cascade,
    person_id uuid not null references auth."user"(id) on delete cascade,
    since timestamptz not null default now(), primary key (organisation_id, person_id))`,
  `create index on representative (person_id)`,
  `create table representative_invitation (
    id uuid primary key default uuidv7(), organisation_id uuid not null references organisation(id) on delete cascade,
    email text not null, token_hash bytea not null unique, invited_by uuid references auth."user"(id) on delete set null,
    created_at timestamptz not null default now(), expires_at timestamptz not null, accepted_at timestamptz, cancelled_at timestamptz)`,
  `create index on representative_invitation (organisation_id)`,
  `create table profile_view (
    id uuid primary key default uuidv7(), organisation_id uuid not null references organisation(id) on delete cascade,
    viewer_organisation_id uuid references organisation(id) on delete set null,
    person_id uuid references auth."user"(id) on delete set null, at timestamptz not null default now())`,
  `create index on profile_view (organisation_id, at desc)`,
  `create table organisation_block (
    organisation_id uuid not null references organisation(id) on delete cascade,
    blocked_organisation_id uuid not null references organisation(id) on delete cascade,
    at timestamptz not null default now(), primary key (organisation_id, blocked_organisation_id))`,
  `create index on organisation_block (blocked_organisation_id)`,
];

/** How two organisations come together: a call, its invitations, its partnerships. */
export const PARTNERSHIP_TABLES: readonly string[] = [
  `create table call (
    id uuid primary key default uuidv7(), name text not null,
    opens_at timestamptz not null, deadline timestamptz not null, original_deadline timestamptz not null, time_zone text not null,
    side_a text[] not null, side_b text[] not null, kinds text[] not null, working_language text not null default 'en',
    representatives_per_organisation int not null default 2, max_open_invitations int not null default 5,
    places int, envelope_cents int not null default 350000, reply_days int not null default 14, weights jsonb,
    created_at timestamptz not null default now(),
    check (opens_at < deadline), check (not side_a && side_b))`,
  `create table call_extension (
    id uuid primary key default uuidv7(), call_id uuid not null references call(id) on delete cascade,
    old_deadline timestamptz not null, new_deadline timestamptz not null, reason text,
    person_id uuid references auth."user"(id) on delete set null, at timestamptz not null default now())`,
  `create table invitation (
    id uuid primary key default uuidv7(), call_id uuid not null references call(id),
    from_organisation_id uuid not null references organisation(id), to_organisation_id uuid not null references organisation(id),
    message text not null, status text not null default 'PENDING' check (status in ('PENDING','ACCEPTED','DECLINED','WITHDRAWN','EXPIRED')),
    reply_by timestamptz not null, sent_by uuid references auth."user"(id) on delete set null,
    sent_at timestamptz not null default now(), answered_by uuid references auth."user"(id) on delete set null,
    answered_at timestamptz, decline_reason text,
    check (from_organisation_id <> to_organisation_id))`,
  `create unique index invitation_once on invitation (call_id, from_organisation_id, to_organisation_id) where status = 'PENDING'`,
  `create index on invitation (to_organisation_id, status)`,
  `create index on invitation (from_organisation_id, status)`,
  `create index on invitation (reply_by) where status = 'PENDING'`,
  `create table partnership (
    id uuid primary key default uuidv7(), call_id uuid not null references call(id), invitation_id uuid unique references invitation(id),
    status text not null default 'FORMED' check (status in ('FORMED','APPLIED','SELECTED','ACTIVE','IMPLEMENTING','COMPLETED','DROPPED_OUT','NOT_SELECTED')),
    formed_at timestamptz not null default now(), dropped_out_at timestamptz, drop_out_reason text)`,
  `create index on partnership (call_id, status)`,
  `create table partnership_side (
    partnership_id uuid not null references partnership(id) on delete cascade, organisation_id uuid not null references organisation(id),
    call_id uuid not null references call(id), side text not null check (side in ('A','B')), active boolean not null default true,
    primary key (partnership_id, organisation_id), unique (partnership_id, side))`,
  // One partnership per organisation per call is the database's own promise; a race ends here, whatever the code does.
  `create unique index partnership_side_once on partnership_side (call_id, organisation_id) where active`,
  `create index on partnership_side (organisation_id)`,
];

/** What a partnership writes together. */
export const DOCUMENT_TABLES: readonly string[] = [
  `create table document (
    id uuid primary key default uuidv7(), partnership_id uuid not null references partnership(id) on delete cascade,
    kind text not null check (kind in ('CAPACITY_MODEL','ADAPTATION','NOTES')), title text not null,
    organisation_id uuid references organisation(id), sequence int not null default 0,
    snapshot bytea, snapshot_sequence int not null default 0,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now())`,
  `create unique index document_one_model on document (partnership_id) where kind = 'CAPACITY_MODEL'`,
  `create index on document (partnership_id)`,
  `create table document_update (
    document_id uuid not null references document(id) on delete cascade, sequence int not null, operation_id text not null,
    update_hash bytea not null, person_id uuid references auth."user"(id) on delete set null, client_ids bigint[] not null default '{}',
    update bytea not null, at timestamptz not null default now(),
    primary key (document_id, sequence), unique (document_id, operation_id))`,
  `create table document_client (
    document_id uuid not null references document(id) on delete cascade, client_id bigint not null,
    person_id uuid references auth."user"(id) on delete set null, connection_id text, first_at timestamptz not null default now(),
    primary key (document_id, client_id))`,
];

/** What staff watch, and what leaves the house by mail. */
export const PROGRAMME_TABLES: readonly string[] = [
  `create table activity (
    id uuid primary key default uuidv7(), kind text not null, at timestamptz not null default now(),
    template text not null, organisation_ids uuid[] not null default '{}', call_id uuid references call(id),
    person_id uuid references auth."user"(id) on delete set null)`,
  `create index on activity (call_id, id desc)`,
  `create table mail_message (
    id uuid primary key default uuidv7(), recipient text not null, subject text not null, text text not null,
    at timestamptz not null default now(), sent_at timestamptz, attempts int not null default 0, last_error text)`,
  `create index on mail_message (at) where sent_at is null`,
];
