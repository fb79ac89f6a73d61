using System.Buffers;
using System.IO.Abstractions;
using System.Text;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Testing;

/// <summary>Short ways through the three forms, in memory.</summary>
internal static class Forms
{
    internal static byte[] Fixed(IEnumerable<Record> records)
    {
        using var stream = new MemoryStream();
        using var writer = new FixedFileWriter(stream);
        foreach (var record in records)
        {
            writer.Write(record);
        }

        writer.Complete();
        return stream.ToArray();
    }

    internal static byte[] Json(IEnumerable<Record> records)
    {
        using var stream = new MemoryStream();
        using var writer = new JsonLinesWriter(stream);
        foreach (var record in records)
        {
            writer.Write(record);
        }

        writer.Complete();
        return stream.ToArray();
    }

    internal static byte[] Csv(IEnumerable<Record> records, CsvPackageOptions? options = null)
    {
        using var stream = new MemoryStream();
        var spool = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var writer = new CsvPackageWriter(new FileSystem(), stream, spool, options ?? new CsvPackageOptions());
        foreach (var record in records)
        {
            writer.Write(record);
        }

        writer.Complete();
        return stream.ToArray();
    }

    internal static List<Record> ReadFixed(byte[] bytes, List<Finding>? findings = null) =>
        ReadAll(new FixedRecordReader(new MemoryStream(bytes), Layouts.Catalog, findings is null ? null : findings.Add));

    internal static List<Record> ReadFixed(string latin1, List<Finding>? findings = null) =>
        ReadFixed(Encoding.Latin1.GetBytes(latin1), findings);

    internal static List<Record> ReadJson(byte[] bytes) => ReadAll(new JsonLinesReader(new MemoryStream(bytes), Layouts.Catalog));

    internal static List<Record> ReadCsv(byte[] bytes) => ReadAll(new CsvPackageReader(new MemoryStream(bytes), Layouts.Catalog));

    /// <summary>A record as one comparable line: its JSON.</summary>
    internal static string Show(Record record)
    {
        using var writer = new JsonRecordWriter();
        return Encoding.UTF8.GetString(writer.Write(record));
    }

    internal static string FixedLine(Record record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        new FixedRecordWriter(buffer).Write(record);
        return Encoding.Latin1.GetString(buffer.WrittenSpan);
    }

    private static List<Record> ReadAll(IRecordSource source)
    {
        using (source)
        {
            var all = new List<Record>();
            for (var record = new Record(); source.Read(record); record = new Record())
            {
                all.Add(record);
            }

            return all;
        }
    }
}
