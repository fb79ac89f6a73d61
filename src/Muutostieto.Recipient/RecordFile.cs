using CsvHelper;
using Muutostieto.Records;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient;

/// <summary>
/// A file of records of any form, read one record at a time. The form is known by the content (a zip, a JSON object) and else by the name;
/// what is neither is read as fixed width. Every failure is a <see cref="MuutostietoException"/> that names the file.
/// </summary>
internal sealed class RecordFile : IRecordSource
{
    private readonly FileStream stream;
    private readonly IRecordSource source;

    private RecordFile(string path, RecordForm form, FileStream stream, IRecordSource source)
    {
        Path = path;
        Form = form;
        this.stream = stream;
        this.source = source;
    }

    public string Path { get; }

    /// <summary>File name without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public RecordForm Form { get; }

    public long Line => source.Line;

    /// <summary>Share of the bytes read so far, 0 to 1; null for a zip, which is read in many places at once.</summary>
    public double? Share => Form == RecordForm.Csv ? null : (double)stream.Position / stream.Length;

    /// <summary>Opens a file of records.</summary>
    /// <param name="path">The file.</param>
    /// <param name="catalog">The record layouts.</param>
    /// <param name="onFinding">Takes what a tolerant reader tolerated; only fixed width has such a reader.</param>
    /// <exception cref="MuutostietoException">The path is missing, a folder, empty or not readable, or the file is none of
    /// records.</exception>
    public static RecordFile Open(string path, GroupCatalog catalog, Action<Finding>? onFinding = null)
    {
        var stream = InputFile.Open(path);
        try
        {
            var form = FormOf(stream, path);
            if (form == RecordForm.Fixed && !FixedWidthLook.Fits(stream))
            {
                throw new MuutostietoException(
                    FailureKind.Fault,
                    "no file of a delivery: none of its first lines is a record or a transport line. Name one (.PTT, .MTT, .csv.zip, "
                        + ".jsonl, a manifest .json); if it is one, it was damaged on its way: fetch it again.");
            }

            return new RecordFile(path, form, stream, form switch
            {
                RecordForm.Csv => new CsvPackageReader(stream, catalog),
                RecordForm.Json => new JsonLinesReader(stream, catalog),
                _ => new FixedRecordReader(stream, catalog, onFinding),
            });
        }
        catch (Exception error)
        {
            stream.Dispose();
            if (IsOfTheFile(error))
            {
                throw Named(path, error);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="MuutostietoException">A record cannot be read. In JSON the next call goes on with the next line if
    /// <see cref="Line"/> has grown.</exception>
    public bool Read(Record record)
    {
        try
        {
            return source.Read(record);
        }
        catch (Exception error) when (IsOfTheFile(error))
        {
            throw Named(Path, error);
        }
    }

    public void Dispose()
    {
        source.Dispose();
        stream.Dispose();
    }

    /// <summary>What is wrong, without the name of the file.</summary>
    internal static string Reason(MuutostietoException error) =>
        error.InnerException is MuutostietoException { Message: var message } ? message : error.Message;

    private static RecordForm FormOf(FileStream stream, string path)
    {
        Span<byte> start = stackalloc byte[64];
        var read = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        var marked = read.StartsWith("\uFEFF"u8);
        if (read.StartsWith("PK"u8) || path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return RecordForm.Csv;
        }

        var text = (marked ? read[3..] : read).TrimStart(" \r\n\t"u8);
        var named =
            path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
        if (!named && !text.StartsWith("{"u8))
        {
            return RecordForm.Fixed;
        }

        // Editors put a byte order mark before JSON, which forbids it; no value is touched by passing over it.
        stream.Position = marked ? 3 : 0;
        return RecordForm.Json;
    }

    private static bool IsOfTheFile(Exception error) =>
        error
            is MuutostietoException
                or IOException
                or InvalidDataException
                or UnauthorizedAccessException
                or CsvFormatException
                or CsvValidationException;

    private static MuutostietoException Named(string path, Exception error)
    {
        // What the CSV and zip readers say in their own words may show a row's text: only ours is repeated.
        var cause = error as MuutostietoException
            ?? new MuutostietoException(FailureKind.Fault, $"cannot be read: {What(error)}. It is cut or damaged: fetch it again.", error);
        return new MuutostietoException(cause.Kind, $"{System.IO.Path.GetFileName(path)}: {cause.Message}", cause);
    }

    private static string What(Exception error) => error switch
    {
        CsvFormatException or CsvValidationException => "a row is not CSV as the package describes it",
        InvalidDataException => "the zip is not whole, or what is packed in it does not have its checksum",
        _ => "the disk refuses it",
    };
}
