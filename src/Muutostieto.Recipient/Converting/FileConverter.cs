using Muutostieto.Records;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Converting;

/// <summary>
/// Turns a file of records from one form into another. Fixed width to JSON and back gives the same bytes, transport lines and odd lines
/// included; CSV has no place for lines that are no records. Memory does not grow with the file; the target appears whole or not at all.
/// </summary>
public static class FileConverter
{
    /// <summary>Converts one file.</summary>
    /// <param name="inputPath">A file of any form.</param>
    /// <param name="form">The form to write.</param>
    /// <param name="outputPath">The file to write; its folder must exist.</param>
    /// <param name="catalog">The record layouts.</param>
    /// <param name="onFinding">Called with each irregularity of the input; null when not needed.</param>
    /// <param name="onProgress">Called every <see cref="FileProgress.Step"/> records and at the end.</param>
    /// <param name="force">Whether a file that is there already is replaced.</param>
    /// <param name="cancellation">Stops between two records; nothing is left behind.</param>
    /// <exception cref="MuutostietoException">The input cannot be read, a record does not fit the form, the target exists or is the input,
    /// or it cannot be written. No target is left half done.</exception>
    public static ConversionResult Convert(
        string inputPath,
        RecordForm form,
        string outputPath,
        GroupCatalog catalog,
        Action<Finding>? onFinding = null,
        Action<FileProgress>? onProgress = null,
        bool force = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputPath);
        ArgumentNullException.ThrowIfNull(outputPath);
        ArgumentNullException.ThrowIfNull(catalog);
        if (catalog.Unit == RecordUnit.Building && form == RecordForm.Fixed)
        {
            throw new MuutostietoException(FailureKind.Usage, $"{inputPath}: buildings have no fixed-width form; expected csv or json.");
        }

        using var input = RecordFile.Open(inputPath, catalog, onFinding);
        if (IsSame(inputPath, outputPath))
        {
            throw new MuutostietoException(FailureKind.Usage, $"{outputPath}: is the input itself.")
            {
                Remedy = new RecipientRemedy.OtherOutput(),
            };
        }

        using var target = new PendingFile(outputPath, force);
        try
        {
            var result = Write(input, form, target, (Stem(inputPath), catalog.Unit), onProgress, cancellation);
            target.Publish();
            return result;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{outputPath}: cannot be written ({error.Message}).",
                error)
            {
                Remedy = new RecipientRemedy.RoomForOutput(),
            };
        }
    }

    private static ConversionResult Write(
        RecordFile input,
        RecordForm form,
        PendingFile target,
        (string Name, RecordUnit Unit) content,
        Action<FileProgress>? onProgress,
        CancellationToken cancellation)
    {
        using var sink = FormSink.Create(form, target.Stream, target.Spool, content.Name, content.Unit);
        var record = new Record();
        long records = 0, others = 0, straightened = 0;
        while (input.Read(record))
        {
            cancellation.ThrowIfCancellationRequested();
            records += record.IsOpaque ? 0 : 1;
            others += record.IsOpaque ? 1 : 0;
            straightened += form == RecordForm.Csv && record.HasVerbatim && !record.IsOpaque ? 1 : 0;
            Write(sink, record, input);
            if ((records + others) % FileProgress.Step == 0)
            {
                onProgress?.Invoke(new FileProgress(input.Name, records, input.Share));
            }
        }

        sink.Complete();
        onProgress?.Invoke(new FileProgress(input.Name, records, input.Share));
        return new ConversionResult
        {
            From = input.Form,
            To = form,
            Records = records,
            OtherLines = others,
            LeftOut = sink is CsvPackageWriter csv ? csv.LeftOut : 0,
            Straightened = straightened,
            Changed = sink is FixedFileWriter { Counts: var counts } ? counts : default,
            Bytes = target.Flush(),
        };
    }

    private static void Write(IRecordSink sink, Record record, RecordFile input)
    {
        try
        {
            sink.Write(record);
        }
        catch (FormatException error)
        {
            var place = input.Form == RecordForm.Csv ? "record" : "line";
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{input.Name}: {place} {input.Line}: {error.Message}. It does not fit the other form; nothing was written.",
                error);
        }
    }

    private static bool IsSame(string input, string output) => Final(input) == Final(output);

    /// <summary>The file that a path means at last, links followed.</summary>
    private static string Final(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    private static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? name[..dot] : name;
    }
}
