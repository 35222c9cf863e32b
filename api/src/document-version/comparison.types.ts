import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ChangeKind } from './document-version.enums.ts';

@ObjectType({ description: 'Some words that are the same, were put in, or were taken out.' })
export class WordChange {
  @Field(() => ChangeKind, { description: 'SAME, ADDED or REMOVED.' })
  kind!: ChangeKind;

  @Field(() => String, { description: 'The words, with the spaces around them.' })
  text!: string;
}

@ObjectType({ description: 'A paragraph, heading, list item or the like of a rich text, or several that are the same.' })
export class BlockChange {
  @Field(() => ChangeKind, { description: 'What became of it. CHANGED with only words that are the SAME: its formatting.' })
  kind!: ChangeKind;

  @Field(() => String, {
    description: 'What it is, as the editor calls it: paragraph, heading, listItem …; empty for several that are the same.',
  })
  block!: string;

  @Field(() => Int, { description: 'How many that are the same; else 1.' })
  count!: number;

  @Field(() => [WordChange], { description: 'Its words; none for what is the same.' })
  words!: WordChange[];
}

@ObjectType({ description: 'A rich text that differs.' })
export class TextChange {
  @Field(() => String, { description: 'What it is called.' })
  label!: string;

  @Field(() => [BlockChange], { description: 'Its parts in order.' })
  blocks!: BlockChange[];
}

@ObjectType({ description: 'A cell that differs.' })
export class CellChange {
  @Field(() => String, { description: 'Its column.' })
  label!: string;

  @Field(() => [WordChange], { description: 'What it says, and said.' })
  words!: WordChange[];
}

@ObjectType({ description: 'A row that differs; with an empty label: the order of the rows does.' })
export class RowChange {
  @Field(() => ChangeKind, { description: 'ADDED, REMOVED or CHANGED.' })
  kind!: ChangeKind;

  @Field(() => String, { description: 'What people call the row.' })
  label!: string;

  @Field(() => [CellChange], { description: 'Those that differ; of a row that was added or removed all that are filled in.' })
  cells!: CellChange[];
}

@ObjectType({ description: 'A section in which something differs.' })
export class SectionChange {
  @Field(() => ID, { description: 'Its id, as in the addresses of the document.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: '1 to 13; null for what belongs to no section.' })
  number!: number | null;

  @Field(() => String, { description: 'Its heading.' })
  label!: string;

  @Field(() => [TextChange], { description: 'Its rich texts that differ.' })
  texts!: TextChange[];

  @Field(() => [RowChange], { description: 'Its rows that differ.' })
  rows!: RowChange[];

  @Field(() => [CellChange], { description: 'Its single cells that differ.' })
  cells!: CellChange[];
}
