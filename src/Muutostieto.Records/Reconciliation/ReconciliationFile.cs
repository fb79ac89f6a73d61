using System.Text.Encodings.Web;
using System.Text.Json;
using Muutostieto.Records.Files;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Records.Reconciliation;

/// <summary>
/// The file (<c>.TAS</c>) by which a recipient sees whether it has what it should: count and digest of the living residents of each
/// municipality, as of a delivery.
/// </summary>
public sealed record ReconciliationFile
{
    /// <summary>Name and version of the file and of how its digests are computed.</summary>
    public const string CurrentFormat = "muutostieto-reconciliation-1";

    private const int Largest = 1 << 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Format { get; init; } = CurrentFormat;

    public required string Permit { get; init; }

    public required string Recipient { get; init; }

    /// <summary>The last delivery that the recipient must have loaded.</summary>
    public required ReconciledDelivery AsOf { get; init; }

    /// <summary>SHA-256 of the record layouts that the delivery was made with.</summary>
    public required string Layouts { get; init; }

    /// <summary>All living residents.</summary>
    public required long Persons { get; init; }

    /// <summary>Every municipality of the area, in the order of their numbers, including those without residents.</summary>
    public required IReadOnlyList<MunicipalityDigest> Municipalities { get; init; }

    /// <summary>The file: UTF-8, indented, LF.</summary>
    public byte[] ToUtf8() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    /// <summary>Reads a file.</summary>
    /// <exception cref="MuutostietoException">It is not there, or no such file.</exception>
    public static ReconciliationFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = Path.GetFileName(path);
        try
        {
            if (!File.Exists(path))
            {
                throw new MuutostietoException(
                    FailureKind.Usage,
                    $"{path}: no such file. Name the reconciliation file (.TAS) that lies beside the deliveries.");
            }

            var read = JsonSerializer.Deserialize<ReconciliationFile>(ForeignText.ToUtf8(ForeignFile.Read(path, Largest)), Options);
            return
                read is not null
                && read.Municipalities.All(municipality =>
                    municipality is { Municipality: { Length: <= 3 } code } && code.All(char.IsAsciiDigit))
                && read.Municipalities.DistinctBy(municipality => municipality.Municipality).Count() == read.Municipalities.Count
                ? read.Format == CurrentFormat
                    ? read
                    : throw Wrong(
                        name,
                        $"of another format than {CurrentFormat}, which this program knows. Get the version of the program that knows it",
                        null)
                : throw Wrong(name, "no reconciliation file", null);
        }
        catch (JsonException error)
        {
            throw Wrong(name, $"no reconciliation file (line {(error.LineNumber ?? 0) + 1})", error);
        }
        catch (InvalidDataException error)
        {
            throw Wrong(name, $"no reconciliation file ({error.Message})", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(FailureKind.Fault, $"{name}: cannot be read. Check who may read it.", error);
        }
    }

    private static MuutostietoException Wrong(string name, string what, Exception? inner) =>
        new(FailureKind.Fault, $"{name}: {what}. Expected \"format\": \"{CurrentFormat}\".", inner);
}
