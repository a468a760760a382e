package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.port.AnswerStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Answers in a map. */
public class MemoryAnswers implements AnswerStore {
  private final Map<Claimed, Entry> entries = new HashMap<>();

  @Override
  public synchronized Optional<Kept> claim(
      String accountId,
      String key,
      String bodyHash,
      Instant now,
      Instant staleBefore,
      Instant expiredBefore) {
    entries.values().removeIf(entry -> entry.startedAt().isBefore(expiredBefore));
    Claimed claimed = new Claimed(accountId, key);
    Entry there = entries.get(claimed);
    if (there == null || (there.answer().isEmpty() && there.startedAt().isBefore(staleBefore))) {
      entries.put(claimed, new Entry(bodyHash, now, Optional.empty()));
      return Optional.empty();
    }
    return Optional.of(new Kept(there.bodyHash(), there.answer()));
  }

  @Override
  public synchronized void finish(String accountId, String key, int status, byte[] answer) {
    entries.computeIfPresent(
        new Claimed(accountId, key),
        (claimed, entry) ->
            new Entry(
                entry.bodyHash(),
                entry.startedAt(),
                Optional.of(new Answer(status, answer.clone()))));
  }

  @Override
  public synchronized void release(String accountId, String key) {
    Claimed claimed = new Claimed(accountId, key);
    Entry there = entries.get(claimed);
    if (there != null && there.answer().isEmpty()) {
      entries.remove(claimed);
    }
  }

  @Override
  public synchronized void releaseAll() {
    entries.values().removeIf(entry -> entry.answer().isEmpty());
  }

  private record Claimed(String accountId, String key) {}

  private record Entry(String bodyHash, Instant startedAt, Optional<Answer> answer) {}
}
