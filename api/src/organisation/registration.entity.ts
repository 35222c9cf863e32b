import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type Rel } from '@mikro-orm/core';
import { Organisation } from './organisation.entity.ts';

/** A number under which a register knows the organisation: scheme as org-id.guide names it, and value. */
@Entity({ tableName: 'registration' })
export class Registration {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @ManyToOne({ entity: () => Organisation, fieldName: 'organisation_id' })
  organisation!: Rel<Organisation>;

  @Property({ type: 'text' })
  scheme!: string;

  @Property({ type: 'text' })
  value!: string;

  @Property({ type: 'timestamptz', nullable: true })
  verifiedAt?: Date | null;

  @Property({ type: 'uuid', nullable: true })
  verifiedBy?: string | null;
}
