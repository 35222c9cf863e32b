import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Public } from '../access/public.ts';
import type { Context } from '../context.ts';

const TOKEN = 'From the link in a letter.';

@Resolver()
export class DigestResolver {
  @Public()
  @Query(() => Boolean, {
    nullable: true,
    description: 'Whether letters about what is new come to whom a token stands for; null for a token that is not ours.',
  })
  digestLetters(@Arg('token', () => String, { description: TOKEN }) token: string, @Ctx() { services }: Context): Promise<boolean | null> {
    return services.digest.lettersOf(token);
  }

  @Public()
  @Mutation(() => Boolean, {
    description: 'Ends all letters about what is new to whom the token of a letter stands for. Needs no session.',
  })
  async stopDigestLetters(
    @Arg('token', () => String, { description: TOKEN }) token: string,
    @Ctx() { services }: Context,
  ): Promise<boolean> {
    await services.digest.stopLetters(token);
    return true;
  }
}
