using Muutostieto.Records;

namespace Muutostieto.Hosting.Status;

/// <summary>Builds the status of the interface that the register is fed from.</summary>
internal static class FeedStatusBuilder
{
    /// <summary>Null where the settings name no feed. A register that cannot be read is an alert elsewhere; of it nothing is
    /// known.</summary>
    internal static FeedStatus? Of(StatusSource source, DateTimeOffset now)
    {
        if (source.Configuration?.Settings.Feed is not { } feed)
        {
            return null;
        }

        var failure = new ImportFailureFile(source.Files, source.DataDirectory, ImportFailureFile.FeedName).Read();
        var status = new FeedStatus(
            feed.Url.GetLeftPart(UriPartial.Path),
            Loaded: null,
            SourceKey: null,
            LastFetch: null,
            UpToDate: null,
            LagSeconds: null,
            PresumedOrders: null,
            failure?.Since,
            failure is null ? 0 : Math.Max(failure.Times, 1));
        try
        {
            if (!source.Data.HasRegister)
            {
                return status with { Loaded = false, PresumedOrders = 0 };
            }

            using var register = source.OpenRegister();
            var state = register.Source();
            var heard = state is { IsLoaded: true } ? register.Feed().LastImport : null;
            return status with
            {
                Loaded = state?.IsLoaded == true,
                SourceKey = state?.Key,
                LastFetch = state?.At,
                UpToDate = heard,
                LagSeconds = heard is { } at ? Math.Max(0, (long)(now - at).TotalSeconds) : null,
                PresumedOrders = register.SourceRemains().Presumed,
            };
        }
        catch (MuutostietoException)
        {
            return status;
        }
    }
}
