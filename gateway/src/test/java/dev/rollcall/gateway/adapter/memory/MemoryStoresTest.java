package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.port.AccountStoreContract;
import dev.rollcall.gateway.port.AnswerStoreContract;
import dev.rollcall.gateway.port.Stores;
import org.junit.jupiter.api.Nested;

class MemoryStoresTest {
  @Nested
  class Accounts extends AccountStoreContract {
    @Override
    protected Stores empty() {
      return MemoryStores.empty();
    }
  }

  @Nested
  class Answers extends AnswerStoreContract {
    @Override
    protected Stores empty() {
      return MemoryStores.empty();
    }
  }
}
