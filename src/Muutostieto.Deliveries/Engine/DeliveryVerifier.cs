using System.IO.Abstractions;
using System.Security.Cryptography;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>Recomputes the hashes of a delivery's files and compares them with what the ledger recorded.</summary>
/// <param name="files">Where the outbox is.</param>
/// <param name="drops">By name.</param>
/// <param name="isShared">Whether several workers share the ledger: a delivery without a folder is in another one's outbox.</param>
internal sealed class DeliveryVerifier(IFileSystem files, Func<string, IDrop> drops, bool isShared)
{
    internal async Task<DeliveryVerification> VerifyAsync(Delivery delivery, string folder, CancellationToken cancellation)
    {
        var differences = new List<string>();
        var outbox = delivery.OutboxCleared is not null || (isShared && !files.Directory.Exists(folder)) ? [] : delivery.Files;
        foreach (var file in outbox)
        {
            if (await DifferenceAsync(file, Path.Combine(folder, file.Name), cancellation).ConfigureAwait(false) is { } difference)
            {
                differences.Add(difference);
            }
        }

        var count = outbox.Count;
        if (delivery.Published is null || delivery.Withdrawn is not null || delivery.DropCleared is not null)
        {
            return new DeliveryVerification(count, differences, null);
        }

        try
        {
            var drop = drops(delivery.Terms.Value.Drop);
            var inspection = await drop.InspectAsync(DroppedFiles.Of(delivery, folder), verifyContent: true, cancellation)
                .ConfigureAwait(false);

            // A recipient may remove what it has received.
            bool IsDifference(DropFileInspection file) =>
                file.State == DropFileState.Different || (file.State == DropFileState.Missing && delivery.State != DeliveryState.Received);
            differences.AddRange(
                inspection
                    .Files.Where(IsDifference)
                    .Select(file =>
                        $"drop: {file.File.Name} is {(file.State == DropFileState.Missing ? "missing" : "another file than was published")}"
                    ));
            return new DeliveryVerification(count + inspection.Files.Count, differences, null);
        }
        catch (MuutostietoException unreachable) when (unreachable.Kind != FailureKind.Integrity)
        {
            return new DeliveryVerification(count, differences, unreachable.Message);
        }
    }

    private async Task<string?> DifferenceAsync(DeliveryFile file, string path, CancellationToken cancellation)
    {
        if (!files.File.Exists(path))
        {
            return $"outbox: {file.Name} is missing";
        }

        var stream = files.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            if (stream.Length != file.Bytes)
            {
                return $"outbox: {file.Name} has {stream.Length} bytes, recorded were {file.Bytes}";
            }

            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
            return hash == file.Sha256 ? null : $"outbox: {file.Name} has other content than was recorded";
        }
    }
}
