/**
 * The tables of plans under way, all of them passing: a later format has a schema of another number beside this one. To be run in a
 * transaction; two that open at once wait for each other, and nothing is locked where the tables are there.
 */
export const PLAN_TABLES = `
  select pg_advisory_xact_lock(hashtext('rahyar.plans'));
  do $tables$ begin
    if to_regclass('rahyar_plans_1.ledger') is not null then return; end if;
    create schema if not exists rahyar_plans_1;
    create table rahyar_plans_1.plan (
      id text primary key,
      state text not null check (state in ('loading', 'running', 'made', 'published', 'failed')),
      failure text,
      stage text,
      open integer not null,
      touched_at timestamptz not null default now()
    );
    create table rahyar_plans_1.part (
      plan text not null references rahyar_plans_1.plan on delete cascade,
      stage text not null,
      name text not null,
      shard integer not null,
      bytes bytea not null,
      primary key (plan, stage, name, shard)
    );
    -- The bytes are packed already.
    alter table rahyar_plans_1.part alter bytes set storage external;
    create table rahyar_plans_1.ledger (
      plan text not null references rahyar_plans_1.plan on delete cascade,
      stage text not null,
      shard integer not null,
      checksum text not null,
      attempt text not null,
      late integer not null,
      primary key (plan, stage, shard)
    );
  end $tables$`;
