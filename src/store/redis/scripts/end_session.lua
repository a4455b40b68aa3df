
-- Ends a session.

local reason, kind = unpack(ARGV, 6)

if not is_live() then
  return with_both('already')
end
record(kind, session.user, session.sid, session.client)
mark_ended(now_text, reason)
return done(with_both('ended'))
