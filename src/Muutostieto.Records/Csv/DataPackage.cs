using System.Text.Encodings.Web;
using System.Text.Json;
using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Csv;

/// <summary>Writes the package's machine-readable description (Frictionless Tabular Data Package, v1): files, dialect, columns.</summary>
internal static class DataPackage
{
    internal static void Write(Stream target, CsvPackageOptions options, IReadOnlyList<CsvFile> files)
    {
        using var writer = new Utf8JsonWriter(
            target,
            new JsonWriterOptions
            {
                Indented = true,
                NewLine = "\n",
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            });
        writer.WriteStartObject();
        writer.WriteString("profile", "tabular-data-package");
        writer.WriteString("name", options.Name);
        writer.WriteString("description", "Muutostieto: layouts reconstructed from public sources, not DVV's official format.");
        writer.WriteStartArray("resources");
        foreach (var file in files)
        {
            WriteResource(writer, file);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter writer, CsvFile file)
    {
        writer.WriteStartObject();
        writer.WriteString("profile", "tabular-data-resource");
        writer.WriteString("name", Path.GetFileNameWithoutExtension(file.Name));
        writer.WriteString("path", file.Name);
        writer.WriteString("title", file.Table?.Spec.NameFi ?? (file.Columns is not null ? "Poistuneet" : "Henkilöt"));
        writer.WriteString("encoding", "utf-8");
        writer.WriteNumber("rows", file.Rows);
        writer.WriteStartObject("dialect");
        writer.WriteString("delimiter", ";");
        writer.WriteString("lineTerminator", "\r\n");
        writer.WriteString("quoteChar", "\"");
        writer.WriteBoolean("doubleQuote", true);
        writer.WriteBoolean("header", true);
        writer.WriteEndObject();
        writer.WriteStartObject("schema");
        writer.WriteStartArray("fields");
        if (file.Table is { } table)
        {
            WriteGroupFields(writer, table);
        }
        else if (file.Columns is { } columns)
        {
            foreach (var column in columns)
            {
                WriteField(writer, column, "string", null);
            }
        }
        else
        {
            WritePersonFields(writer, file.PersonTables!);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("missingValues");
        writer.WriteStringValue("");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteGroupFields(Utf8JsonWriter writer, CsvTable table)
    {
        foreach (var column in CsvColumns.LeadingOf(table.Spec))
        {
            WriteField(writer, column, CsvColumns.IsNumber(column) ? "integer" : "string", null);
        }

        foreach (var field in table.Fields)
        {
            WriteField(writer, field.Name, "string", field);
        }
    }

    private static void WritePersonFields(Utf8JsonWriter writer, IReadOnlyList<CsvTable> tables)
    {
        WriteField(writer, "henkilotunnus", "string", null);
        foreach (var table in PersonTableWriter.Shown(tables))
        {
            foreach (var field in table.Fields)
            {
                WriteField(writer, $"{table.Spec.Name}_{field.Name}", "string", field);
            }
        }
    }

    private static void WriteField(Utf8JsonWriter writer, string name, string type, FieldSpec? field)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("type", type);
        if (field?.Kind == FieldKind.Date)
        {
            // A string and no date: the register has partial dates (1966-05, 1971) and an open end (9999).
            writer.WriteString("description", "ISO 8601, possibly partial; 9999 = until further notice");
        }

        if (field is { Length: > 0 } or { Codes.Count: > 0 })
        {
            writer.WriteStartObject("constraints");
            writer.WriteNumber("maxLength", field.Kind == FieldKind.Date ? CsvDates.Longest : field.Length);
            if (field.Codes.Count > 0)
            {
                writer.WriteStartArray("enum");
                foreach (var code in field.Codes)
                {
                    writer.WriteStringValue(code);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
