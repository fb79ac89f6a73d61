using System.IO.Abstractions;

namespace Muutostieto.Records.Files;

/// <summary>
/// Whether something is there. <see cref="File.Exists"/> says no also of what may not be looked at, and what is unreadable would be taken
/// for empty.
/// </summary>
public static class Presence
{
    /// <summary>Whether a file or a folder has the name.</summary>
    /// <exception cref="MuutostietoException">Unknown, because this user cannot read a parent folder.</exception>
    public static bool IsThere(IFileSystem files, string path)
    {
        try
        {
            _ = files.File.GetAttributes(path);
            return true;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{path}: it cannot be looked at ({failure.Message}). Run as the user whose data it is, or correct the rights of the "
                    + "folder.",
                failure);
        }
    }

    /// <summary>
    /// Whether a file could not be opened because another process has it open for itself alone: that passes, every other obstacle needs a
    /// person.
    /// </summary>
    public static bool IsHeldByAnother(IOException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        const int wouldBlock = 11, wouldBlockOfMac = 35, sharing = 32, locked = 33;
        var code = failure.HResult & 0xFFFF;
        return OperatingSystem.IsWindows() ? code is sharing or locked : code == (OperatingSystem.IsMacOS() ? wouldBlockOfMac : wouldBlock);
    }
}
