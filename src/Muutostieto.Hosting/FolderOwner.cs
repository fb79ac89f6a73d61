using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Muutostieto.Hosting;

/// <summary>The user and the group to which a folder belongs, by number, which .NET does not say.</summary>
/// <param name="User">0 is root.</param>
/// <param name="Group">0 is root's.</param>
internal readonly record struct FolderOwner(uint User, uint Group)
{
    /// <summary>The owner of a folder; null where the system does not say.</summary>
    internal static FolderOwner? Of(string path)
    {
        // The structure is the same on every processor: user and group are 20 and 24 bytes from its beginning.
        const int currentFolder = -100, userAndGroup = 0x18, size = 256;
        var found = new byte[size];
        try
        {
            return Statx(currentFolder, path, 0, userAndGroup, found) == 0
                ? new FolderOwner(
                    BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(20)),
                    BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(24)))
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The group of what the program's user makes: normally the user's own.</summary>
    [DllImport("libc", EntryPoint = "getegid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern uint OwnGroup();

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] found);
}
