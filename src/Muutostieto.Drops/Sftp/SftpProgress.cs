namespace Muutostieto.Drops.Sftp;

/// <summary>
/// Reports how much of a delivery is in the drop. Answers of the server come on another thread, and out of order after a file's end.
/// </summary>
/// <param name="progress">Null when nothing is watched.</param>
/// <param name="there">What was there before.</param>
internal sealed class SftpProgress(IProgress<long>? progress, long there)
{
    private const long Step = 1 << 20;
    private readonly Lock turn = new();
    private long done = there;
    private long reported = -1;

    /// <summary>So many bytes of the file that is on its way; reported a megabyte at a time.</summary>
    public void Sent(long bytes)
    {
        lock (turn)
        {
            if (done + bytes >= reported + Step)
            {
                Report(done + bytes);
            }
        }
    }

    public void Begin()
    {
        lock (turn)
        {
            Report(done);
        }
    }

    public void End(DropFile file)
    {
        lock (turn)
        {
            done += file.Bytes;
            Report(done);
        }
    }

    private void Report(long total)
    {
        if (total > reported)
        {
            reported = total;
            progress?.Report(total);
        }
    }
}
