/**
 * Tables from and to files: CSV through FastCSV, XLSX through fastexcel, PDF through OpenPDF.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.tables.CsvFiles}, {@link
 * dev.rollcall.gateway.adapter.tables.TableFiles}. Only {@code boot} imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.tables;

import org.jspecify.annotations.NullMarked;
