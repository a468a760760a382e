package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.port.AccountStoreContract;
import dev.rollcall.gateway.port.AnswerStoreContract;
import dev.rollcall.gateway.port.InstallationStoreContract;
import dev.rollcall.gateway.port.PeopleStoreContract;
import dev.rollcall.gateway.port.RecordStoreContract;
import dev.rollcall.gateway.port.Stores;
import org.junit.jupiter.api.Nested;

/** The stores on the embedded MariaDB. */
class EmbeddedStoresTest {
  @Nested
  class People extends PeopleStoreContract {
    @Override
    protected Stores empty() {
      return TestDatabase.embedded();
    }
  }

  @Nested
  class Records extends RecordStoreContract {
    @Override
    protected Stores empty() {
      return TestDatabase.embedded();
    }
  }

  @Nested
  class Accounts extends AccountStoreContract {
    @Override
    protected Stores empty() {
      return TestDatabase.embedded();
    }
  }

  @Nested
  class Answers extends AnswerStoreContract {
    @Override
    protected Stores empty() {
      return TestDatabase.embedded();
    }
  }

  @Nested
  class Installations extends InstallationStoreContract {
    @Override
    protected Stores empty() {
      return TestDatabase.embedded();
    }
  }
}
