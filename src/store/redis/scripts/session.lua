
-- The beginning of the steps of one session: reads the session and its user.
--
-- KEYS: the session, its grace, its user. ARGV: the name of the user.

local SESSION, GRACE, USER = KEYS[4], KEYS[5], KEYS[6]

local session = read(SESSION)
local user, user_list = read(USER)
if not session or session.user ~= ARGV[5] then
  return {'unknown'}
end
if not user then
  return damaged('a session without its user')
end

-- When and why a session ended, by itself or by a change of its user; nil if it did not.
local function end_of()
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

local function is_live()
  return not end_of() and now < tonumber(session.expires) and now < tonumber(session.idle)
end

local function mark_ended(at, reason)
  redis.call('HSET', SESSION, 'ended', at, 'reason', reason)
  redis.call('DEL', GRACE)
end

-- The step's reply, with what is now stored of both. These steps do not change the user.
local function with_both(tag)
  return {tag, redis.call('HGETALL', SESSION), user_list}
end
