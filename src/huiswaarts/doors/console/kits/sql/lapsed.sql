update boxes_confirmation f set said = 'lapsed'
from kit_state s where f.box_id = s.box_id and s.reopened
