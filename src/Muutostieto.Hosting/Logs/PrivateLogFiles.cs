using System.Globalization;
using System.IO.Abstractions;
using Muutostieto.Records.Files;
using Serilog.Core;
using Serilog.Events;

namespace Muutostieto.Hosting.Logs;

/// <summary>
/// Makes each day's log file private before the file sink behind it opens it: the sink itself would give it the umask's mode when the day
/// changes, and takes no hooks for files that several programs share.
/// </summary>
/// <param name="folder">The folder of the log; made too.</param>
/// <param name="now">The local time, by which the sink names its files.</param>
internal sealed class PrivateLogFiles(string folder, Func<DateTime> now) : ILogEventSink
{
    /// <summary>So long before midnight the next file is there already: the sink asks for the time a little later.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);
    private DateTime madeUntil;

    public void Emit(LogEvent logEvent) => Make();

    /// <summary>Makes the folder and the file of now.</summary>
    internal void Make()
    {
        var time = now();
        if (time + Ahead < madeUntil)
        {
            return;
        }

        try
        {
            // The sink behind it writes to the disk by itself.
            var files = new FileSystem();
            PrivateFile.CreateFolder(files, folder);
            foreach (var day in new[] { time, time + Ahead })
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"muutostieto-{day:yyyyMMdd}.jsonl");
                PrivateFile.Ensure(files, Path.Combine(folder, name));
            }

            madeUntil = (time + Ahead).Date.AddDays(1);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The sink meets the same obstacle and reports it.
        }
    }
}
