using CsvHelper;
using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Csv;

/// <summary>What all files of the CSV package have in common.</summary>
internal static class CsvColumns
{
    internal const string PersonsFile = "henkilot.csv";
    internal const string RemovedFile = RemovedTable.Name + ".csv";
    internal const string DescriptorFile = "datapackage.json";

    /// <summary>
    /// First columns of a group's file: the record's running number and header, the group's place in the record, its change attribute.
    /// </summary>
    internal static IReadOnlyList<string> LeadingOf(GroupSpec spec) => LeadingColumns.Of(spec.Unit);

    /// <summary>Whether one of <see cref="LeadingOf"/> has numbers.</summary>
    internal static bool IsNumber(string column) => column is "tietue" or "ryhma_nro";

    /// <summary>
    /// UTF-8 with a byte order mark, semicolons, CR LF: what a Finnish Excel opens as it is. Blanks:
    /// <see cref="CsvTableWriter.WriteValue"/>.
    /// </summary>
    internal static CsvWriterOptions WriterOptions { get; } = CsvWriterOptions.Default with
    {
        Separator = ';',
        WriteByteOrderMark = true,
    };

    /// <summary>Nothing is guessed, and no value is ever shown in an error.</summary>
    internal static CsvReaderOptions ReaderOptions { get; } = CsvReaderOptions.Default with
    {
        Separator = ';',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        IncludeValuesInExceptions = false,
        MaxRecordSize = 1 << 20,
    };
}
