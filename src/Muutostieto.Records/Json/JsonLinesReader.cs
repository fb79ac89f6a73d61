using Muutostieto.Records.Fixed;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Json;

/// <summary>Reads a file of JSON records, one a line.</summary>
public sealed class JsonLinesReader(Stream stream, GroupCatalog catalog) : IRecordSource
{
    /// <summary>Names and escapes make a JSON line longer than the fixed-width one.</summary>
    private const int LongestLine = 1 << 20;

    private readonly LineReader lines = new(stream, LongestLine);
    private readonly JsonRecordReader reader = new(catalog);

    public long Line => lines.LineNumber;

    public bool Read(Record record)
    {
        while (lines.TryRead(out var line))
        {
            if (line.Trim((byte)' ').IsEmpty)
            {
                continue;
            }

            try
            {
                reader.Read(line, record);
                return true;
            }
            catch (FormatException error)
            {
                throw new MuutostietoException(FailureKind.Fault, $"line {Line}: {error.Message}", error);
            }
        }

        return false;
    }

    public void Dispose() => stream.Dispose();
}
