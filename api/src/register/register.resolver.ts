import { Arg, Ctx, Field, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
