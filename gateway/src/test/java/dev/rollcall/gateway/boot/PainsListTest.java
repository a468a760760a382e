package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What users of like programs complain of, where it is the gateway's to do better, and the tests
 * that hold it. The others are the networks' (3 liveness that refuses real people, 13 seconds a
 * face, 14 no AVX, 17 worse on some groups, 18 glasses and masks): {@code rollcall eval} and {@code
 * bench} measure those.
 */
final class PainsListTest {
  private static final Map<Integer, List<String>> TESTS = new TreeMap<>();

  private static void pain(int number, String... tests) {
    TESTS.put(number, List.of(tests));
  }

  static {
    pain(1, "boot.PainsTest#pain1_strangers_areUnknown_everyOne");
    pain(
        2, "domain.attendance.AttendanceRulesTest#pain2_liveness_asked_refusesWhatIsNotSeenToLive");
    pain(
        4,
        "domain.register.RegisterTest#pain4_someoneWhoIsInAlready_repeats_howeverLater",
        "boot.GatewayApiTest#person_addedAndCheckedIn_isValidAndNamed_andRecordedOnce");
    pain(5, "domain.timetable.ScheduleTest#pain5_overnightShift_isOneSession_ofTheDayItBegins");
    pain(
        6,
        "domain.attendance.ProfileCheckTest"
            + "#pain6_devicesClock_isBelievedOnlyBackwards_andOnlySoFar",
        "boot.WeekOfASchoolTest#week_playedThroughTheApi_comesToWhatWasWorkedOutByHand");
    pain(7, "domain.register.RegisterTest#pain7_forgottenCheckOut_isTakenToBeAtTheEnd_andTold");
    pain(
        8,
        "boot.GatewayApiTest#pain8_form_ofThousandsOfFiles_isRefused",
        "boot.HostileHttpTest#pain8_bodies_thatHardlyCome_areGivenUp_andKeepNobodyOut",
        "boot.SlowUploadsTest#pain8_fiftySlowUploads_ofOneAccount_keepNobodyOut");
    pain(
        9,
        "boot.PainsTest#pain9_peopleWhoComeAtOnce_eachGetTheirOwnRecord",
        "boot.GatewayApiTest#hundredCheckIns_ofOnePersonAtOnce_makeOneRecord",
        "boot.KilledCheckInsTest"
            + "#pain9_checkIns_whoseGatewayAndDatabaseAreKilled_areNotLost_andNotDoubled");
    pain(10, "boot.ExchangeApiTest#pain10_wrongMatch_isCorrected_andTeaches");
    pain(11, "boot.ExchangeApiTest#pain11_picturesOfAFolder_enrolPeople_byNameNumberOrMappingFile");
    pain(12, "adapter.gallery.ExactGalleryTest#pain12_largeGallery_findsEachOne");
    pain(15, "boot.AccessApiTest#pain15_threshold_ofTheSite_takesThePlaceOfTheModels");
    pain(
        16,
        "domain.attendance.RosterRuleTest"
            + "#pain16_twinInAnotherClass_doesNotMakeThePupilAmbiguous_inTheSameClassDoes",
        "adapter.mysql.AttendanceStoresTest#pain16_twoWhoAreOne_becomeOne_withOneCheckIn",
        "boot.GatewayApiTest#pain16_twoWhoAreOne_areMerged_andCheckInAsOne",
        "boot.GatewayApiTest#twoPeopleWithOneFace_areAmbiguous");
    pain(19, "boot.PainsTest#pain19_checkInsKeptOffline_countWhenTheyWereTaken_andOnce");
    pain(20, "boot.ExchangeApiTest#pain20_closedSession_isExported_andItsAbsenteesAreMailedOnce");
    pain(
        21,
        "domain.attendance.RosterRuleTest"
            + "#pain21_personOfTheSite_outsideTheClass_isNotOnTheRoster",
        "domain.attendance.RosterRuleTest"
            + "#pain21_personOutsideTheClass_isNotTakenForAPupilWhoLooksAlike");
    pain(
        22,
        "domain.register.RegisterTest#pain22_correctedTime_isJudgedAnew",
        "adapter.mysql.AttendanceStoresTest"
            + "#pain22_correctedTime_recomputesLateness_andKeepsWhatItWas");
    pain(23, "boot.ExchangeApiTest#pain23_unknownFace_isKeptWhereTheSiteAllows_assignedAndTaught");
    pain(24, "boot.PainsTest#pain24_folderThatIsCopied_isTheWholeSite");
    pain(25, "boot.PainsTest#pain25_whateverWentWrong_theNextOneIsServed");
  }

  @Test
  void pains_thatAreTheGateways_haveTestsThatAreThere() throws Exception {
    List<String> missing = new ArrayList<>();
    for (Map.Entry<Integer, List<String>> pain : TESTS.entrySet()) {
      for (String test : pain.getValue()) {
        String[] parts = test.split("#", -1);
        if (!isTest(Class.forName("dev.rollcall.gateway." + parts[0]), parts[1])) {
          missing.add(pain.getKey() + " " + test);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(TESTS).hasSize(20);
  }

  @Test
  void pains_haveATestEach_thatIsNamedAfterThem() {
    List<Integer> unnamed = new ArrayList<>();
    TESTS.forEach(
        (number, tests) -> {
          if (tests.stream().noneMatch(test -> test.contains("#pain" + number + "_"))) {
            unnamed.add(number);
          }
        });
    assertThat(unnamed).isEmpty();
  }

  private static boolean isTest(Class<?> type, String name) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (Stream.of(at.getDeclaredMethods())
          .filter(method -> method.getName().equals(name))
          .anyMatch(PainsListTest::isTest)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTest(Method method) {
    return method.isAnnotationPresent(Test.class);
  }
}
