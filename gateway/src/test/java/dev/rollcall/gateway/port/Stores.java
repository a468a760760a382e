package dev.rollcall.gateway.port;

/** The stores of one database that holds nothing yet. */
public record Stores(
    PeopleStore people,
    RecordStore records,
    AccountStore accounts,
    AnswerStore answers,
    InstallationStore installation,
    SettingsStore settings) {}
