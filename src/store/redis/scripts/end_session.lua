
-- Ends a session.

local SESSION, GRACE, USER = KEYS[4], KEYS[5], KEYS[6]
local name, reason, kind = unpack(ARGV, 4)

local session, user = read(SESSION), read(USER)
if not session or session.user ~= name then
  return {'unknown'}
end
if not user then
  return damaged('a session without its user')
end
if not is_live(session, user) then
  return {'already', redis.call('HGETALL', SESSION), redis.call('HGETALL', USER)}
end
record(kind, session.user, session.sid, session.client)
mark_ended(SESSION, GRACE, now_text, reason)
return done({'ended', redis.call('HGETALL', SESSION), redis.call('HGETALL', USER)})
