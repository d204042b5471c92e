-- Search: which texts hold the words, newest first, of what the actor may read; ids only. The page
-- reads what it shows through both locks, for these ids alone.
-- Without case and accents, as names are compared with what somebody types.
create function app_plain(words text) returns text language sql immutable as $$
  select lower(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g')) $$;

-- The Dutch stemmer knows endings of nouns, and of verbs -en and -e: "verhuizen" and "verhuisde"
-- stay apart. Given one stem, the stems of the regular forms of the same verb: z and s, v and f,
-- a long vowel, a t or d behind it, ge- before it. Nouns that only look like one are left alone.
create function app_kin(stem text) returns text[] language plpgsql immutable as $$
declare root text := regexp_replace(stem, '^ge(.{3,}[dt])$', '\1'); roots text[]; long text;
    forms text[] := array[stem]; one text;
    apart text[] := '{maand,beeld,paard,aard,baard,haard,kaart,taart,soort,poort,woord,noord,hoofd,
      feest,geest,beest,oost,troost,buurt,markt,plant,krant,avond,brand,vriend,gezond}';
begin
  if stem !~ '^[a-z]{3,}$' or stem = any (apart) then return forms; end if;
  if root ~ '(aa|ee|oo|uu)[^aeiou][dt]$' then
    root := regexp_replace(root, '(.)\1([^aeiou])[dt]$', '\1\2');
  elsif root ~ '.{4,}[dt]$' then
    root := left(root, -1);
  else
    root := stem;
  end if;
  roots := array[root, left(root, -1) || translate(right(root, 1), 'szfv', 'zsvf')];
  foreach one in array roots loop
    forms := forms || one;
    if length(one) > 3 then forms := forms || array[one || 't', one || 'd']; end if;
    if one ~ '(^|[^aeiou])[aeou][^aeiouwxy]$' then
      long := regexp_replace(one, '(.)(.)$', '\1\1\2');
      forms := forms || array[long || 't', long || 'd'];
    end if;
  end loop;
  return array(select distinct form from (select unnest(forms) as form
    union all select 'ge' || f from unnest(forms) f where f ~ '[dt]$') every
    where form = stem or form <> all (apart) order by form);
end $$;

-- What somebody typed, with the quotes, "or" and minus of a search on the web, and of each word
-- its other forms.
create function app_wanted(words text) returns tsquery language sql stable as $$
  select coalesce(string_agg(case when part[1] ~ '^''[a-z]+''$'
      then '(''' || array_to_string(app_kin(trim('''' from part[1])), ''' | ''') || ''')'
      else part[1] end, '' order by place), '')::tsquery
  from regexp_matches(websearch_to_tsquery('pg_catalog.dutch', words)::text,
    '(''(?:[^'']|'''')*''|[^'']+)', 'g') with ordinality as found (part, place) $$;

-- Stored beside the text, so that asking costs no stemming; not in the models, so that no page
-- fetches them.
alter table boxes_answer add column words tsvector
  generated always as (to_tsvector('dutch', text)) stored;
alter table meetings_report add column words tsvector
  generated always as (to_tsvector('dutch', text || ' ' || client_view)) stored;
alter table meetings_agendaitem add column words tsvector
  generated always as (to_tsvector('dutch', what || ' ' || behind)) stored;
alter table cases_commitment add column words tsvector
  generated always as (to_tsvector('dutch', what)) stored;
alter table cases_document add column words tsvector
  generated always as (to_tsvector('dutch', name)) stored;
alter table cases_case add column words tsvector
  generated always as (to_tsvector('pg_catalog.simple', app_plain(client_name))) stored;
create index answer_words on boxes_answer using gin (words) with (fastupdate = off) where is_current;
create index report_words on meetings_report using gin (words) with (fastupdate = off);
create index agendaitem_words on meetings_agendaitem using gin (words) with (fastupdate = off);
create index commitment_words on cases_commitment using gin (words) with (fastupdate = off);
create index document_words on cases_document using gin (words) with (fastupdate = off);
create index case_words on cases_case using gin (words) with (fastupdate = off);
-- For words that are everywhere: from the newest on, until there are enough.
create index answer_newest on boxes_answer (at desc) where is_current and text <> '';
create index report_newest on meetings_report (saved_at desc nulls last);
create index agendaitem_newest on meetings_agendaitem (made_at desc);
create index document_newest on cases_document (put_at desc);
create index commitment_newest on cases_commitment (made_at desc);

-- May I, at work, read this topic of this case at this level, in this circle? One row at a time:
-- asked of what was found, newest first, until there are enough.
create function app_may_reach(wanted bigint, about integer, circle integer, need integer)
returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = auto cost 1000 as $$
declare m bigint := app_membership(); t timestamptz := app_at();
begin
  return exists (select from cases_teammember me
    join cases_case c on c.id = me.case_id
    join cases_sharing h on h.case_id = me.case_id and h.seat_kind = me.kind
      and (h.organisation_id = me.organisation_id or h.member_id = me.id)
    where me.case_id = wanted and me.membership_id = m and me.state = 'active' and me.from_at <= t
      and (me.until_at is null or me.until_at > t)
      and h.topic = about and h.level >= need and h.from_at <= t
      and (h.until_at is null or h.until_at > t) and circle <= app_label_reach(me.kind)
      and (about = 0 or not (c.phase in ('in_view', 'closed')
        or c.status in ('stopped', 'transferred', 'deceased', 'registered_in_error'))));
end $$;

-- Answers, of which there are most. Words that stand in few thousand texts are looked up and put
-- in order; words that are everywhere are met by walking from the newest on. In both ways what I
-- may read is asked last (`offset 0` keeps it so): once some twenty are found, nobody is asked
-- about the other thousands.
create function app_search_answers(asked tsquery, few bigint[], most integer)
returns table (id bigint, case_id bigint, at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp
set enable_seqscan = off as $$
declare hits bigint[]; many constant integer := 4000;
begin
  if few is not null then
    return query select a.id, a.case_id, a.at from (select * from boxes_answer x
      where x.case_id = any (few) and x.is_current and x.text <> '' and x.words @@ asked
      order by x.at desc offset 0) a where app_may_reach(a.case_id, a.topic, a.label, 2) limit most;
    return;
  end if;
  hits := array(select x.id from boxes_answer x
    where x.is_current and x.text <> '' and x.words @@ asked limit many);
  if cardinality(hits) < many then
    return query select a.id, a.case_id, a.at from (select * from boxes_answer x
      where x.id = any (hits) order by x.at desc offset 0) a
      where app_may_reach(a.case_id, a.topic, a.label, 2) limit most;
  else
    return query select a.id, a.case_id, a.at from (select * from boxes_answer x
      where x.is_current and x.text <> '' order by x.at desc offset 0) a
      where a.words @@ asked and app_may_reach(a.case_id, a.topic, a.label, 2) limit most;
  end if;
end $$;

-- `few`: my cases, when they are few enough to look through all their texts; else null.
create function app_search_texts(asked tsquery, few bigint[], most integer)
returns table (source text, id bigint, case_id bigint, at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare t timestamptz := app_at();
begin
  return query
  select f.source, f.id, f.case_id, f.at from (
    select 'answer' as source, a.id, a.case_id, a.at from app_search_answers(asked, few, most) a
    union all
    (select 'report', r.meeting_id, r.case_id, r.saved_at
      from (select * from meetings_report x where x.words @@ asked
        and (few is null or x.case_id = any (few)) order by x.saved_at desc nulls last offset 0) r
      where app_may_reach(r.case_id, r.topic, r.label,
        case when r.public_from <= t then 2 else 3 end) limit most)
    union all
    (select 'point', i.id, i.case_id, i.made_at
      from (select * from meetings_agendaitem x where x.words @@ asked
        and (few is null or x.case_id = any (few)) order by x.made_at desc offset 0) i
      where app_may_reach(i.case_id, i.topic, i.label, 2) limit most)
    union all
    (select 'promise', p.id, p.case_id, p.made_at
      from (select * from cases_commitment x where x.words @@ asked
        and (few is null or x.case_id = any (few)) order by x.made_at desc offset 0) p
      where app_may_reach(p.case_id, p.topic, p.label, 2) limit most)
    union all
    (select 'document', d.id, d.case_id, d.put_at
      from (select * from cases_document x where x.words @@ asked and x.state = 'ready'
        and x.withdrawn_at is null and (few is null or x.case_id = any (few))
        order by x.put_at desc offset 0) d
      where app_may_reach(d.case_id, d.topic, d.label, 2) limit most)) f
  order by f.at desc nulls last, f.id desc limit most;
end $$;

-- `asked` in the words of a person, `names` as prefixes ("sam:* & yil:*"), `begins` of a number.
-- People first, then texts, newest first.
create function app_search(asked text, names text, begins text, most integer)
returns table (source text, id bigint, case_id bigint, at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare q tsquery := app_wanted(asked); cases bigint[] := app_cases();
begin
  if app_membership() is null then return; end if;
  if names <> '' then
    return query select 'case', c.id, c.id, c.registered_on::timestamptz from cases_case c
      where (c.words @@ to_tsquery('pg_catalog.simple', app_plain(names))
          or (begins <> '' and starts_with(c.number, begins)))
        and app_may_reach(c.id, 0, 0, 2)
      order by c.registered_on desc, c.id desc limit most;
  end if;
  if numnode(q) > 0 then
    return query select * from app_search_texts(q,
      case when cardinality(cases) <= 100 then cases end, most);
  end if;
end $$;
