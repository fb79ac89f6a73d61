using System.IO.Abstractions;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Json;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Converting;

/// <summary>Makes the writer of a form.</summary>
internal static class FormSink
{
    /// <param name="form">The form to write.</param>
    /// <param name="stream">Where to; closed with the sink.</param>
    /// <param name="spool">A folder that does not exist, for what CSV keeps meanwhile.</param>
    /// <param name="name">Name of the data, for the description in a CSV package.</param>
    /// <param name="unit">What the records are about.</param>
    internal static IRecordSink Create(RecordForm form, Stream stream, string spool, string name, RecordUnit unit) => form switch
    {
        RecordForm.Fixed => new FixedFileWriter(stream),
        RecordForm.Json => new JsonLinesWriter(stream, unit),
        _ => new CsvPackageWriter(new FileSystem(), stream, spool, new CsvPackageOptions { Name = name }),
    };
}
