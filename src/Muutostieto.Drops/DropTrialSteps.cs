using System.Globalization;

namespace Muutostieto.Drops;

/// <summary>The steps of a trial that both kinds of drop have, in the same words.</summary>
internal static class DropTrialSteps
{
    /// <summary>Whether an upload is finished is judged by its age.</summary>
    internal static readonly TimeSpan LargestDifference = TimeSpan.FromMinutes(1);

    /// <summary>Begins the names of the trial's files. Recipients ignore hidden names.</summary>
    internal const string NamePrefix = ".muutostieto-trial-";

    internal static DropTrialStep Written { get; } = new("writing", "a small file was written, renamed and removed");

    internal static DropTrialStep Upload(bool isThere) => isThere
        ? new DropTrialStep("upload", "the folder is there")
        : new DropTrialStep("upload", "the folder is not there: receipts and lists cannot come") { IsWarning = true };

    /// <param name="bytes">Null: the server does not say.</param>
    internal static DropTrialStep Room(long? bytes) => new("room", bytes switch
    {
        null => "the server does not say",
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB free"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB free"),
    });

    /// <param name="written">When the place says that the file was written; null: it does not say.</param>
    /// <param name="before">Here, before it was written.</param>
    /// <param name="after">Here, after it was written.</param>
    internal static DropTrialStep Clock(DateTimeOffset? written, DateTimeOffset before, DateTimeOffset after)
    {
        if (written is not { } there)
        {
            return new DropTrialStep("clock", "the server does not say when a file was written");
        }

        // Times of files are whole seconds in many places.
        var ahead = there - after;
        var behind = before - there - TimeSpan.FromSeconds(2);
        var difference = ahead > behind ? ahead : behind;
        if (difference <= TimeSpan.Zero)
        {
            return new DropTrialStep("clock", "as here");
        }

        var words = string.Create(
            CultureInfo.InvariantCulture, $"{difference.TotalSeconds:0} seconds {(ahead > behind ? "ahead of" : "behind")} here");
        return difference <= LargestDifference
            ? new DropTrialStep("clock", words)
            : new DropTrialStep("clock", words + ": uploads are judged by their age; have one of the clocks set right")
            {
                IsWarning = true,
            };
    }

    internal static string NewName() => NamePrefix + Guid.NewGuid().ToString("N");
}
