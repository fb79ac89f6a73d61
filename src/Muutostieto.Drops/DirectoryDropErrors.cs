using Muutostieto.Records;

namespace Muutostieto.Drops;

/// <summary>What goes wrong with folders, in the user's words.</summary>
internal sealed class DirectoryDropErrors(string drop, string folder) : DropErrors(drop, folder)
{
    // ENOSPC, EDQUOT and EROFS of Linux, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static readonly int[] DiskFull = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private const int ReadOnlyFileSystem = 30;

    public MuutostietoException MissingRoot(string root) =>
        new(
            FailureKind.Fault,
            $"{Where}: the drop's folder {root} is missing, expected it to be there. Make it or mount it, or correct the drop's path in "
                + "the configuration.");

    public MuutostietoException From(Exception failure) =>
        failure switch
        {
            UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem } => new MuutostietoException(
                FailureKind.Fault,
                $"{Where}: not writable for this account ({failure.Message}). Give it the right to write there, then run again.",
                failure),
            IOException full when DiskFull.Contains(full.HResult) => new MuutostietoException(
                FailureKind.Fault,
                $"{Where}: the disk or the quota is full. Nothing was published. Make room, then run again.",
                failure),
            _ => new MuutostietoException(FailureKind.Fault, $"{Where}: {failure.Message} Put that right, then run again.", failure),
        };
}
