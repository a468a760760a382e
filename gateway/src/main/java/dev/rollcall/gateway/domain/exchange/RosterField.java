package dev.rollcall.gateway.domain.exchange;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of a roster can be. */
public enum RosterField {
  NAME(
      "The full name, as it is to be shown",
      "name,full name,fullname,display name,student,student name,employee,employee name,person,"
          + "ho ten,ho va ten,ten,nom complet,nombre completo,nombre y apellidos,"
          + "vollstandiger name,الاسم,الاسم الكامل,nama,nama lengkap,имя,фио,姓名,氏名,이름"),
  FIRST_NAME(
      "The first name, where the name stands in two columns",
      "first name,firstname,given name,forename,prenom,vorname,nombre,ten dem va ten"),
  LAST_NAME(
      "The last name, where the name stands in two columns",
      "last name,lastname,surname,family name,nom,nom de famille,nachname,apellido,apellidos,ho"),
  EXTERNAL_ID(
      "The number that the site itself knows the person by; one each",
      "external id,externalid,id,no,no.,nr,number,student id,student number,student no,employee id,"
          + "employee number,staff id,matriculation number,ma so,ma hoc sinh,ma sinh vien,mssv,"
          + "ma nhan vien,numero,matricule,matrikelnummer,personalnummer,الرقم,رقم,nim,nis,学号,工号,"
          + "学籍番号,학번"),
  GROUPS(
      "Classes or teams; several in one cell with ; between",
      "groups,group,class,classes,team,teams,section,department,grade,lop,phong ban,to,classe,"
          + "groupe,klasse,gruppe,abteilung,clase,grupo,curso,الصف,المجموعة,kelas,группа,класс,班级,"
          + "クラス,반"),
  BIRTH_DATE(
      "The day of birth, such as 2014-03-07; only flags records that do not fit",
      "birth date,birthdate,date of birth,dob,birthday,ngay sinh,date de naissance,geburtsdatum,"
          + "fecha de nacimiento,تاريخ الميلاد,tanggal lahir,дата рождения,生日,出生日期,생년월일"),
  GENDER(
      "female or male; only flags records that do not fit",
      "gender,sex,gioi tinh,sexe,geschlecht,sexo,genero,الجنس,jenis kelamin,пол,性别,性別,성별"),
  CONSENT(
      "The version of the consent text that the person agreed to",
      "consent,consent version,dong y,consentement,einwilligung,consentimiento");

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // never changed
  private final List<String> headings;

  RosterField(String description, String headings) {
    this.description = description;
    this.headings = Arrays.asList(headings.split(",", -1));
  }

  /** As programs see it, such as {@code external_id}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What to put there, for people. */
  public String description() {
    return description;
  }

  public static Optional<RosterField> named(String word) {
    return Arrays.stream(values()).filter(field -> field.word().equals(word)).findFirst();
  }

  /** The field that such a heading usually means; accents and case make no difference. */
  static Optional<RosterField> meant(String heading) {
    String plain = plain(heading);
    return Arrays.stream(values())
        .filter(field -> field.headings.stream().anyMatch(one -> plain(one).equals(plain)))
        .findFirst();
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replace('đ', 'd')
        .replace('Đ', 'D')
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s_\\-.:*/()#]+", " ")
        .strip();
  }
}
