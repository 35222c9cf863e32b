/** How long after a change was answered its new name is found by somebody who searches without pause. Milliseconds, one per change. */
export async function writtenToSearchable(address: string, cookie: string, ownId: string, changes: number): Promise<number[]> {
  const ask = async <Data>(query: string, variables: object): Promise<Data> => {
    const headers = { 'content-type': 'application/json', cookie, origin: address };
    const response = await fetch(`${address}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
    if (!data || errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const change = 'mutation ($id: ID!, $input: OrganisationInput!) { updateOrganisation(id: $id, input: $input) { id } }';
  const find = 'query ($query: String!) { organisations(query: $query, first: 1) { nodes { id } totalCount } }';
  const times: number[] = [];
  for (let index = 0; index < changes; index += 1) {
    const word = `${['Zephyr', 'Quartz', 'Xylo', 'Wyvern'][index % 4]}${index}`;
    await ask(change, { id: ownId, input: { name: `${word} Çınar Derneği` } });
    const began = performance.now();
    for (;;) {
      const { organisations } = await ask<{ organisations: { nodes: { id: string }[] } }>(find, { query: `${word} ` });
      if (organisations.nodes[0]?.id === ownId) break;
      if (performance.now() - began > 10_000) throw new Error('A change was not found within ten seconds.');
    }
    times.push(performance.now() - began);
  }
  return times;
}
