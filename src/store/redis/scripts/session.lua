
-- What a step knows of a session and its user.

-- When and why a session ended, by itself or by a change of its user; nil if it did not.
local function end_of(session, user)
  if session.ended then
    return session.ended, session.reason
  end
  if user.removed then
    return user.removed, 'user_removed'
  end
  if user.disabled == '1' then
    return user.raised or user.created, 'user_disabled'
  end
  if tonumber(session.version) < tonumber(user.version) then
    return user.raised or user.created, user.raised_reason or 'user_revoked'
  end
end

local function is_live(session, user)
  return not end_of(session, user) and now < tonumber(session.expires) and now < tonumber(session.idle)
end

local function mark_ended(session_key, grace_key, at, reason)
  redis.call('HSET', session_key, 'ended', at, 'reason', reason)
  redis.call('DEL', grace_key)
end
