using Polly;
using Polly.Retry;

namespace Muutostieto.Interface.Feed;

/// <summary>When a call is tried again: after a busy or broken answer, when the source wants it, else later from time to time.</summary>
internal static class SourceRetry
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <param name="source">How often and when.</param>
    /// <param name="onRetry">Is given what happened and how long the wait is; null for no one.</param>
    public static ResiliencePipeline Of(FeedSource source, Action<string, TimeSpan>? onRetry) =>
        new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<SourceBusyException>(busy => !(busy.After > source.LongestWait)),
                MaxRetryAttempts = source.Retries,
                Delay = source.RetryDelay,
                MaxDelay = LongestDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as SourceBusyException)?.After),
                OnRetry = arguments =>
                {
                    onRetry?.Invoke(arguments.Outcome.Exception!.Message, arguments.RetryDelay);
                    return default;
                },
            })
            .Build();
}
