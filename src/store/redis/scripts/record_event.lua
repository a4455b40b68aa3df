
-- Records something that happened outside the store.

local kind, user, sid, client, detail = unpack(ARGV, 5)

record(kind, optional(user), optional(sid), optional(client), optional(detail))
return done({'done'})
