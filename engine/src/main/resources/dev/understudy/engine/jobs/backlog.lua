local tasks = {}
for _, task in ipairs(redis.call('SMEMBERS', prefix .. 'tasks')) do
  local waiting = key('waiting', task)
  local oldest = redis.call('ZRANGE', waiting, 0, 0, 'WITHSCORES')[2]
  tasks[#tasks + 1] = {
    task, redis.call('ZCARD', waiting), tonumber(redis.call('HGET', prefix .. 'running', task) or 0),
    tonumber(redis.call('HGET', prefix .. 'aside', task) or 0), oldest and math.max(0, now - oldest) or 0
  }
end
return tasks
