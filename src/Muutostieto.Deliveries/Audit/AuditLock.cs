using System.Diagnostics;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Deliveries.Audit;

/// <summary>
/// Lets one at a time append, of all threads and processes: permits are composed side by side, and an auditor may ask meanwhile. Held for moments, so that whoever comes waits. The system frees it
/// when the process ends, however it ends.
/// </summary>
internal static class AuditLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <exception cref="MuutostietoException">TryAgainLater: somebody has held it all the time.</exception>
    internal static FileStream Acquire(string folder)
    {
        PrivateFile.CreateFolder(folder);
        var path = AuditFolder.Lock(folder);
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (Presence.IsHeldByAnother(held))
            {
                if (Stopwatch.GetElapsedTime(began) > Patience)
                {
                    throw new MuutostietoException(ExitCode.TryAgainLater, $"{path}: another process keeps the audit chain locked. Run again when it has ended.", held);
                }

                Thread.Sleep(Pause);
            }
        }
    }
}
