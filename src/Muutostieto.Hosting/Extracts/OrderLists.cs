using System.IO.Abstractions;
using System.Security.Cryptography;
using Muutostieto.Extracts.Orders;
using Muutostieto.Records;
using Muutostieto.Records.Lists;

namespace Muutostieto.Hosting.Extracts;

/// <summary>The lists of identity codes beside orders.</summary>
/// <param name="files">Where they are.</param>
/// <param name="folder">That of the orders.</param>
internal sealed class OrderLists(IFileSystem files, string folder)
{
    /// <summary>The list as it was when the order was read.</summary>
    /// <exception cref="MuutostietoException">Usage: the file is missing. Integrity: it has another content than then.</exception>
    internal CodeFile Read(string order, OrderList list)
    {
        var path = Path.Combine(folder, Path.GetFileName(list.File));
        byte[] content;
        try
        {
            content = files.File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"order \"{order}\": its list {path} is missing or cannot be read. Nothing was delivered. Put the file back: "
                    + "without it the order is another one.",
                failure);
        }

        return Convert.ToHexStringLower(SHA256.HashData(content)) == list.Sha256
            ? CodeFile.Read(content)
            : throw new MuutostietoException(
                FailureKind.Integrity,
                $"order \"{order}\": its list {path} has another content than the one that it was made with. Nothing was delivered. "
                    + "Restore that content, and give a changed list another name.");
    }
}
