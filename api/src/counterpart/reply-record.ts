/**
 * Joins to an organisation `o` what it has made of invitations and of the programme's suggestions (`record`): answered, with whatever answer, or let run out. A yes to which
 * the other side did not agree is nobody's business: it counts as if nothing had been suggested.
 */
export const REPLY_RECORD = `left join lateral (
    select count(*) filter (where reply.given)::int as answered, count(*) filter (where not reply.given)::int as unanswered
    from (select n.status <> 'EXPIRED' as given from invitation n where n.to_organisation_id = o.id and n.status in ('ACCEPTED', 'DECLINED', 'EXPIRED')
      union all select s.status <> 'EXPIRED' from suggestion s left join suggestion_answer a on a.suggestion_id = s.id and a.organisation_id = o.id
        where (s.left_organisation_id = o.id or s.right_organisation_id = o.id)
          and (s.status = 'AGREED' or (s.status = 'DECLINED' and not a.yes) or (s.status = 'EXPIRED' and a.organisation_id is null))) reply) record on true`;
