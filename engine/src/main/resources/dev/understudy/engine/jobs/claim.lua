-- worker, most, characters, lease, tries, code and reason for a job that lost each of its workers, then the priorities in their order
local worker, most, characters, lease, tries =
  ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local firstPriority = 8
local lapsedAtOnce = 200
local taken = {}
local lapses = string.format('%.0f', now + lease)

for _, id in ipairs(redis.call('ZRANGEBYSCORE', prefix .. 'leases', '-inf', now, 'LIMIT', 0, lapsedAtOnce)) do
  local job = read(id)
  if not job then -- somebody deleted it by hand
    redis.call('ZREM', prefix .. 'leases', id)
  else
    stopRunning(job)
  end
  if job and job.attempts >= tries then
    noteFailure(job, ARGV[6], ARGV[7])
    setAside(job, ARGV[6], ARGV[7])
  elseif job then
    redis.call('HSET', key('job', id), 'alone', '1')
    waitAgain(job, now)
  end
end

-- One job too long is taken alone; what is claimed has to fit into a worker's memory.
local function isFull()
  return #taken >= most or (#taken > 0 and characters <= 0)
end

local running = {}
local function take(id)
  local job = key('job', id)
  local values = redis.call('HMGET', job, 'task', 'submitted', 'attempts', 'token')
  local payload = redis.call('GET', key('text', id))
  if not values[1] or not payload then
    return
  end
  local task, attempts, token = values[1], values[3] + 1, values[4] + 1
  redis.call('HSET', job, 'state', 'running', 'attempts', string.format('%d', attempts),
    'token', string.format('%d', token), 'entry', '', 'since', moment)
  gather('ZADD', prefix .. 'leases', lapses, id)
  gather('ZREM', key('waiting', task), id)
  running[task] = (running[task] or 0) + 1
  characters = characters - string.len(payload)
  taken[#taken + 1] = {id, token, task, payload, attempts, tonumber(values[2])}
end

-- False where the next one is to come alone.
local function takeAgain(priority)
  local again = key('again', priority)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', again, '-inf', now, 'LIMIT', 0, most - #taken)) do
    local alone = redis.call('HGET', key('job', id), 'alone')
    if isFull() or (alone and #taken > 0) then
      return false
    end
    redis.call('ZREM', again, id)
    take(id)
    if alone then
      return false
    end
  end
  return true
end

-- Read and deleted in one step: what is lost with a worker comes again by its lease, and needs no list of deliveries.
local function takeFresh(priority)
  local stream = key('stream', priority)
  local found =
    redis.call('XREADGROUP', 'GROUP', group, worker, 'COUNT', most - #taken, 'NOACK', 'STREAMS', stream, '>')
  if found then
    for _, entry in ipairs(found[1][2]) do
      local id = entry[2][2]
      gather('XDEL', stream, entry[1])
      if isFull() then
        waitAgain(read(id), now)
      else
        take(id)
      end
    end
  end
end

for i = firstPriority, #ARGV do
  if isFull() or not takeAgain(ARGV[i]) then
    break
  end
  if not isFull() then
    takeFresh(ARGV[i])
  end
end

flush()
countAll('running', running)
if #taken > 0 then
  return {0, taken}
end
-- For how long there is surely nothing, unless somebody is woken.
local first = math.huge
local function considerFirst(set)
  local next = redis.call('ZRANGE', set, 0, 0, 'WITHSCORES')
  if next[2] then
    first = math.min(first, tonumber(next[2]))
  end
end
considerFirst(prefix .. 'leases')
for i = firstPriority, #ARGV do
  considerFirst(key('again', ARGV[i]))
end
redis.call('SET', prefix .. 'idle', '1', 'NX')
return {math.max(1, math.min(first - now, 1000)), taken}
