package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.port.AccountStoreContract;
import dev.rollcall.gateway.port.AnswerStoreContract;
import dev.rollcall.gateway.port.InstallationStoreContract;
import dev.rollcall.gateway.port.PeopleStoreContract;
import dev.rollcall.gateway.port.RecordStoreContract;
import dev.rollcall.gateway.port.Stores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The stores on a MySQL 8+ or MariaDB of your own. */
@EnabledIfEnvironmentVariable(
    named = TestDatabase.OTHER_URL,
    matches = ".+",
    disabledReason =
        "set ROLLCALL_TEST_JDBC_URL=jdbc:mysql://host/schema?user=..&password=.. to run this on"
            + " another database; its Rollcall tables are emptied")
class OtherStoresTest {
  @Nested
  class People extends PeopleStoreContract {
    @Override
    protected Stores empty() {
      return TestDatabase.other();
    }
  }

  @Nested
  class Records extends RecordStoreContract {
    @Override
    protected Stores empty() {
      return TestDatabase.other();
    }
  }

  @Nested
  class Accounts extends AccountStoreContract {
    @Override
    protected Stores empty() {
      return TestDatabase.other();
    }
  }

  @Nested
  class Answers extends AnswerStoreContract {
    @Override
    protected Stores empty() {
      return TestDatabase.other();
    }
  }

  @Nested
  class Installations extends InstallationStoreContract {
    @Override
    protected Stores empty() {
      return TestDatabase.other();
    }
  }

  @Nested
  class Attendance extends AttendanceStoresTest {
    @Override
    protected Database emptied() {
      return TestDatabase.emptyOther();
    }
  }

  @Nested
  class Meanwhile extends MeanwhileTest {
    @Override
    protected Database emptied() {
      return TestDatabase.emptyOther();
    }
  }

  @Nested
  class Exchange extends ExchangeStoresTest {
    @Override
    protected Database emptied() {
      return TestDatabase.emptyOther();
    }
  }

  @Nested
  class Sums extends SessionSumsTest {
    @Override
    protected Database emptied() {
      return TestDatabase.emptyOther();
    }
  }

  @Nested
  class Searches extends RecordSearchTest {
    @Override
    protected Database emptied() {
      return TestDatabase.emptyOther();
    }
  }
}
