using System.Security.Cryptography;
using Muutostieto.Recipient.Manifests;
using Muutostieto.Records;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Recipient.Loading.Chain;

/// <summary>The folder that deliveries were fetched into, in any order.</summary>
internal static class DownloadFolder
{
    /// <summary>
    /// Every delivery of a chain whose manifest is there, the same manifest twice counted once; and the manifests that are not what was
    /// sent.
    /// </summary>
    /// <exception cref="MuutostietoException">There is no such folder, or a manifest cannot be read.</exception>
    internal static (List<FoundDelivery> Found, List<DamagedManifest> Damaged) Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new MuutostietoException(FailureKind.Usage, $"{folder}: no such folder. Name the one that deliveries were fetched into.");
        }

        var (found, damaged) = (new List<FoundDelivery>(), new List<DamagedManifest>());
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            // What is being fetched has a hidden name until it is whole.
            if (Path.GetFileName(path).StartsWith('.'))
            {
                continue;
            }

            var look = ManifestLook.At(path);
            damaged.AddRange(look.Damaged is { } one ? [one] : []);
            if (!look.IsManifest)
            {
                continue;
            }

            var (manifest, content) = ManifestReader.ReadWithContent(path);
            if (manifest.Delivery.Kind == DeliveryKey.Extract)
            {
                // It belongs to no chain: its recipient reads the files by themselves.
                continue;
            }

            if (manifest.Delivery is not { Kind: DeliveryKey.Base or DeliveryKey.Changes, Window: not null })
            {
                throw new MuutostietoException(
                    FailureKind.Fault,
                    $"{Path.GetFileName(path)}: a manifest without window, or of a kind that is neither base nor changes. Get the version "
                        + "of the program that knows it.");
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            if (found.TrueForAll(other => other.Sha256 != hash))
            {
                found.Add(new FoundDelivery(path, manifest, hash) { Content = content });
            }
        }

        return (found, damaged);
    }
}
