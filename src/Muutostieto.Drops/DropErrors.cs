using Muutostieto.Records;

namespace Muutostieto.Drops;

/// <summary>The failures that every kind of drop knows.</summary>
/// <param name="drop">The drop's name in the configuration.</param>
/// <param name="place">The folder or address where it happened.</param>
internal class DropErrors(string drop, string place)
{
    /// <summary>Drop and place, as every message begins.</summary>
    protected string Where => $"drop {drop}, {place}";

    public MuutostietoException OtherContent(DropFileInspection found) =>
        new(
            FailureKind.Integrity,
            $"{Where}: {found.File.Name} is there with other content ({Size(found.Bytes)}), expected {Size(found.File.Bytes)} with SHA-256 "
                + $"{found.File.Sha256}. "
                + "Nothing was changed. Find out where the file comes from and move it away, then run again.");

    public MuutostietoException OutboxMissing(DropFile file) =>
        new(
            FailureKind.Integrity,
            $"{Where}: nothing to publish, {file.LocalPath} is missing, expected {Size(file.Bytes)}. Restore the outbox.")
        {
            Remedy = new VerifyOutbox(),
        };

    public MuutostietoException OutboxDiffers(DropFile file, long bytes) => new(
        FailureKind.Integrity,
        $"{Where}: {file.LocalPath} is not what was recorded ({Size(bytes)}), expected {Size(file.Bytes)} with SHA-256 {file.Sha256}. "
        + "Nothing was published. Restore the outbox.")
    { Remedy = new VerifyOutbox() };

    public MuutostietoException ArrivedShort(DropFile file, long? bytes) =>
        new(
            FailureKind.Fault,
            $"{Where}: {file.Name} arrived with {Size(bytes)}, expected {Size(file.Bytes)}. Nothing was published. Look at the drop's disk "
                + "and quota, then run again.");

    public MuutostietoException NameTaken(string file) =>
        new(FailureKind.Integrity, $"{Where}: {file} is there already. Nothing was changed. Give the file another name.");

    public MuutostietoException TooManyFiles(int most) =>
        new(
            FailureKind.Fault,
            FormattableString.Invariant(
                $"{Where}: more than {most} files, which are too many to look through. Have the recipient remove what has been answered."));

    protected static string Size(long? bytes) => bytes is { } known ? FormattableString.Invariant($"{known} bytes") : "not a file";
}
