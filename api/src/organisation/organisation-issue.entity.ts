import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { PrimaryKeyProp, type Rel } from '@mikro-orm/core';
import { Organisation } from './organisation.entity.ts';
import { type IssueDirection } from './organisation.enums.ts';

/** One organisational issue of an organisation, with its direction: a need or an offer. */
@Entity({ tableName: 'organisation_issue' })
export class OrganisationIssue {
  [PrimaryKeyProp]?: ['organisation', 'issueId', 'direction'];

  @ManyToOne({ entity: () => Organisation, primary: true, fieldName: 'organisation_id' })
  organisation!: Rel<Organisation>;

  @PrimaryKey({ type: 'text' })
  issueId!: string;

  @PrimaryKey({ type: 'text' })
  direction!: IssueDirection;

  @Property({ type: 'text', nullable: true })
  statement?: string | null;

  @Property({ type: 'int' })
  position: number = 0;
}
