using System.IO.Abstractions;
using System.Text.Encodings.Web;
using System.Text.Json;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Records.Model;
using Muutostieto.Register.Import;

namespace Muutostieto.Cli.Commands;

/// <summary>
/// All that an import notes and refuses, one line of JSON each: <c>{ "file", "line", "severity", "kind", "message" }</c>. A written
/// contract: keys are added, never changed or removed.
/// </summary>
internal sealed class ImportNotesFile : IDisposable
{
    private readonly Stream stream;
    private readonly Utf8JsonWriter json;

    private ImportNotesFile(Stream stream)
    {
        this.stream = stream;
        json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Makes the file, in place of an older one. Private, although no person is in it: it says where to look.</summary>
    /// <exception cref="MuutostietoException">Usage: it cannot be written.</exception>
    internal static ImportNotesFile Create(IFileSystem files, string path)
    {
        try
        {
            return new ImportNotesFile(PrivateFile.Open(files, path, FileMode.Create, FileAccess.Write, FileShare.Read));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"--notes {path}: the file cannot be written ({failure.Message}). Nothing was imported. Name another file.",
                failure);
        }
    }

    internal void Add(ImportNote note)
    {
        json.WriteStartObject();
        Write(json, note);
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The members of a note.</summary>
    internal static void Write(Utf8JsonWriter json, ImportNote note)
    {
        json.WriteString("file", Path.GetFileName(note.File));
        json.WriteNumber("line", note.Finding.Line);
        json.WriteString("severity", note.Finding.Severity == Severity.Fault ? "fault" : "note");
        json.WriteString("kind", note.Finding.Kind);
        json.WriteString("message", note.Finding.Message);
    }

    public void Dispose()
    {
        json.Dispose();
        stream.Dispose();
    }
}
