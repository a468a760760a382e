package dev.rollcall.gateway.domain.exchange;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.problem.ProblemException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final List<String> HEADINGS =
      List.of("No.", "Full name", "Class", "Date of birth", "Sex");
  private final Roster roster = Roster.of(HEADINGS, Map.of(), null);

  private static String code(Roster roster, String... cells) {
    RowProblem problem = assertThrows(RowProblem.class, () -> roster.entry(List.of(cells)));
    return problem.result().code() + " in " + problem.result().column();
  }

  @Test
  void headings_ofManyLanguages_areKnown() {
    assertThat(Roster.guess(List.of("Mã số", "Họ và tên", "Lớp", "Ngày sinh", "Giới tính")))
        .containsExactly(
            "external_id",
            "Mã số",
            "name",
            "Họ và tên",
            "groups",
            "Lớp",
            "birth_date",
            "Ngày sinh",
            "gender",
            "Giới tính");
    assertThat(Roster.guess(List.of("Matrikelnummer", "Nachname", "VORNAME", "Colour")))
        .containsExactly(
            "external_id", "Matrikelnummer", "last_name", "Nachname", "first_name", "VORNAME");
    assertThat(Roster.guess(List.of("الرقم", "الاسم")))
        .containsExactly("external_id", "الرقم", "name", "الاسم");
  }

  @Test
  void row_isRead_withSeveralGroups() throws RowProblem {
    RosterEntry entry =
        roster.entry(List.of("17", " Nguyễn Thị Ánh ", "4b; choir;4b", "7.3.2014", "Nữ"));
    assertThat(entry.name()).isEqualTo("Nguyễn Thị Ánh");
    assertThat(entry.externalId()).hasValue("17");
    assertThat(entry.groups()).containsExactly("4b", "choir").inOrder();
    assertThat(entry.birthDate()).hasValue(LocalDate.of(2014, 3, 7));
    assertThat(entry.gender()).hasValue("female");
  }

  @Test
  void shortRow_hasTheRestEmpty() throws RowProblem {
    assertThat(roster.entry(List.of("17", "Ada")).groups()).isEmpty();
  }

  @Test
  void badRow_saysWhatAndWhere() {
    assertThat(code(roster, "1", " ")).isEqualTo("name_missing in Full name");
    assertThat(code(roster, "1", "a\u0000b")).isEqualTo("name_unsuitable in Full name");
    assertThat(code(roster, "x".repeat(201), "Ada")).isEqualTo("external_id_unsuitable in No.");
    assertThat(code(roster, "1", "Ada", "", "31.2.2014"))
        .isEqualTo("birth_date_unsuitable in Date of birth");
    assertThat(code(roster, "1", "Ada", "", "", "x")).isEqualTo("gender_unsuitable in Sex");
    assertThat(code(roster, "1", "Ada", "4b", "", "m", "oops")).isEqualTo("too_many_cells in null");
  }

  @Test
  void dayAndMonth_thatCouldBeEither_areNotGuessed() throws RowProblem {
    assertThat(code(roster, "1", "Ada", "", "03/07/2014"))
        .isEqualTo("birth_date_unsuitable in Date of birth");
    assertThat(roster.entry(List.of("1", "Ada", "", "23/07/2014")).birthDate())
        .hasValue(LocalDate.of(2014, 7, 23));
    assertThat(roster.entry(List.of("1", "Ada", "", "07/23/2014")).birthDate())
        .hasValue(LocalDate.of(2014, 7, 23));
  }

  @Test
  void firstAndLastName_becomeOne() throws RowProblem {
    Roster split = Roster.of(List.of("Last name", "First name"), Map.of(), null);
    assertThat(split.entry(List.of("Lovelace", "Ada")).name()).isEqualTo("Ada Lovelace");
  }

  @Test
  void mapping_ofAColumnThatIsNotThere_isRefused() {
    for (Map<String, String> mapping :
        List.of(
            Map.of("name", "Name"),
            Map.of("nickname", "Full name"),
            Map.of("external_id", "No."))) {
      assertThrows(ProblemException.class, () -> Roster.of(HEADINGS, mapping, null));
    }
    assertThrows(
        ProblemException.class,
        () -> Roster.of(List.of("Name", "Name"), Map.of("name", "Name"), null));
  }

  @Test
  void stableId_isOfItsRowAlone() {
    var at = java.time.Instant.parse("2026-03-02T08:00:00Z");
    assertThat(StableId.of("A", at, "row/1")).isEqualTo(StableId.of("A", at, "row/1"));
    assertThat(StableId.of("A", at, "row/1")).isNotEqualTo(StableId.of("A", at, "row/2"));
    assertThat(dev.rollcall.gateway.domain.Ulid.looksLike(StableId.of("A", at, "x"))).isTrue();
  }
}
