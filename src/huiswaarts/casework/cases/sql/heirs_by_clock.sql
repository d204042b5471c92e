-- Who inherited coordination is told by the clock, also on paper: nobody else writes that word.
drop policy add_heirs on events_notification;
drop function app_is_told_of_heir(bigint, bigint);
