-- Per box how many answers the kit has and when the last was given.
create temporary table kit_given on commit drop as
select case_id, topic, count(*) as answers,
  (max(answered_on) + time '12:00') at time zone 'Europe/Amsterdam' as last_at
from kit_answer group by case_id, topic
