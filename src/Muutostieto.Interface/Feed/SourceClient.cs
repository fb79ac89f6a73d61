using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Muutostieto.Records;
using Polly;

namespace Muutostieto.Interface.Feed;

/// <summary>
/// Calls an interface. A busy, broken or silent answer is asked for again; what cannot become better is a failure that says what to do.
/// Redirections are not followed: credentials go to the configured address alone.
/// </summary>
public sealed class SourceClient : IDisposable
{
    private const int LargestPage = 1 << 28;

    private readonly FeedSource source;
    private readonly HttpClient http;
    private readonly ResiliencePipeline retry;

    /// <param name="source">Which one.</param>
    /// <param name="onRetry">Is shown what happened before a call is made again, and how long the wait is; null for no one.</param>
    public SourceClient(FeedSource source, Action<string, TimeSpan>? onRetry = null)
        : this(source, Handler(source ?? throw new ArgumentNullException(nameof(source))), onRetry, ownsHandler: true)
    {
    }

    internal SourceClient(FeedSource source, HttpMessageHandler handler, Action<string, TimeSpan>? onRetry, bool ownsHandler)
    {
        this.source = source;
        retry = SourceRetry.Of(source, onRetry);
        http = new HttpClient(handler, ownsHandler)
        {
            BaseAddress = new Uri(source.Url.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{source.User}:{source.Password}")));
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        if (source.XRoadClient is { } client)
        {
            http.DefaultRequestHeaders.Add("X-Road-Client", client);
        }
    }

    /// <summary>The last key of a day; of today, the newest.</summary>
    internal async Task<long> KeyAsync(DateOnly day, CancellationToken cancellation)
    {
        var call = string.Create(CultureInfo.InvariantCulture, $"kirjausavain/{day:yyyy-MM-dd}");
        using var answer = await CallAsync(call, null, cancellation).ConfigureAwait(false);
        return Judge(call, () => SourceAnswer.KeyOf(answer.RootElement));
    }

    /// <summary>A page of changes after a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="codes">Whose; null: of the user's area.</param>
    /// <param name="cancellation">Ends the call.</param>
    internal async Task<SourcePage> ChangesAsync(long key, IReadOnlyList<string>? codes, CancellationToken cancellation)
    {
        var body = SourceRequest.Changes(key, codes);
        return new SourcePage(await CallAsync("muutokset", body, cancellation).ConfigureAwait(false));
    }

    /// <summary>The base data of persons as of now.</summary>
    internal Task<JsonDocument> PersonsAsync(IReadOnlyList<string> codes, CancellationToken cancellation) =>
        CallAsync("perustiedot", SourceRequest.Persons(codes), cancellation);

    /// <summary>
    /// The base data of an area as of the end of a day, shown as it comes. After a broken answer everything is shown again.
    /// </summary>
    /// <param name="municipalities">The area.</param>
    /// <param name="begin">Called before the first person, and again before each further try.</param>
    /// <param name="visit">Is shown each element.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The day.</returns>
    internal async Task<DateOnly> WeeklyAsync(
        IReadOnlyList<string> municipalities,
        Action begin,
        Action<JsonElement> visit,
        CancellationToken cancellation)
    {
        const string Call = "perustiedot-vko";
        var body = SourceRequest.Area(municipalities);
        return await TryAsync(
            Call,
            async token =>
            {
                using var answer = await SendAsync(Call, body, token).ConfigureAwait(false);
                await using var stream = await answer.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
                begin();
                var elements = new ElementStream(stream, "perustiedot", source.Silence, TimeProvider.System);
                try
                {
                    await elements.ReadAsync(visit, token).ConfigureAwait(false);
                }
                catch (FormatException failure)
                {
                    throw Fault(Call, failure);
                }

                return elements.Texts.TryGetValue("poimintapv", out var day)
                    && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
                        ? parsed
                        : throw Fault(Call, new FormatException("poimintapv: expected a day as 2026-01-31"));
            },
            cancellation).ConfigureAwait(false);
    }

    public void Dispose() => http.Dispose();

    private static SocketsHttpHandler Handler(FeedSource source)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = source.Silence,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        if (source.ClientCertificate is { } own)
        {
            handler.SslOptions.ClientCertificates = [own];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => own;
        }

        if (source.TrustedAuthorities.Count > 0)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(source.TrustedAuthorities);
        }

        return handler;
    }

    private Task<JsonDocument> CallAsync(string call, byte[]? body, CancellationToken cancellation) =>
        TryAsync(
            call,
            async token =>
            {
                using var answer = await SendAsync(call, body, token).ConfigureAwait(false);
                return await ParseAsync(call, answer, token).ConfigureAwait(false);
            },
            cancellation);

    private async Task<T> TryAsync<T>(string call, Func<CancellationToken, ValueTask<T>> run, CancellationToken cancellation)
    {
        try
        {
            return await retry.ExecuteAsync(run, cancellation).ConfigureAwait(false);
        }
        catch (SourceBusyException busy)
        {
            throw new MuutostietoException(
                FailureKind.Transient,
                $"{Place(call)}: {busy.Message}, and {GivenUp(busy)}. What was entered before is kept; the next run goes on from there.",
                busy);
        }
    }

    /// <summary>Why a call is not made again.</summary>
    private string GivenUp(SourceBusyException busy) =>
        busy.After > source.LongestWait
            ? string.Create(CultureInfo.InvariantCulture, $"wants to be asked again only after {busy.After.Value.TotalSeconds:0} s")
            : string.Create(CultureInfo.InvariantCulture, $"was asked {source.Retries + 1} times");

    private async Task<HttpResponseMessage> SendAsync(string call, byte[]? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, call);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(source.Silence);
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SourceBusyException("it did not answer in time");
        }
        catch (HttpRequestException failure) when (failure.InnerException is AuthenticationException secure)
        {
            throw NotTrusted(call, secure);
        }
        catch (HttpRequestException failure)
        {
            throw new SourceBusyException($"it cannot be reached ({failure.HttpRequestError})", inner: failure);
        }

        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw Refused(call, answer);
        }
    }

    private async Task<JsonDocument> ParseAsync(string call, HttpResponseMessage answer, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(source.Silence * 2);
        try
        {
            await answer.Content.LoadIntoBufferAsync(LargestPage, limit.Token).ConfigureAwait(false);
            await using var stream = await answer.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
            return await JsonDocument.ParseAsync(stream, default, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SourceBusyException("its answer took too long");
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw TooLarge(call, failure);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            throw new SourceBusyException("its answer ended in the middle", inner: failure);
        }
        catch (JsonException failure)
        {
            throw new SourceBusyException("its answer is no JSON", inner: failure);
        }
    }

    /// <summary>No later try would end otherwise: who answers has not shown that it is the source.</summary>
    private MuutostietoException NotTrusted(string call, AuthenticationException failure) =>
        new(
            FailureKind.Usage,
            $"{Place(call)}: no secure connection to the source ({failure.Message.TrimEnd('.')}). Nothing was sent. Check that Feed.url "
                + "names the source by the name in its certificate, that caFile has the authority of that certificate, and that "
                + "clientCertificate is the one that the source knows.",
            failure);

    private MuutostietoException TooLarge(string call, HttpRequestException failure) =>
        new(
            FailureKind.Integrity,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Place(call)}: the answer is larger than {LargestPage >> 20} MB unpacked, which no page of the interface is. Nothing of ")
                + "it was entered. Check that Feed.url is the source's address, and ask the source.",
            failure);

    private Exception Refused(string call, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new MuutostietoException(
                FailureKind.Usage,
                $"{Place(call)}: the source refuses this client (status {status}). Nothing was fetched. Check user, password, xRoadClient "
                    + "and "
                    + "clientCertificate of Feed in appsettings.json; ask the source whether the permit is in force."),
            HttpStatusCode.Conflict => new MuutostietoException(
                FailureKind.Integrity,
                $"{Place(call)}: the source has not given the key that this register has come to (status {status}): it is another "
                    + "register, "
                    + "or an older one. Nothing was fetched. Ask the source, then load once more.")
            {
                Remedy = new FeedRemedy.LoadAgain(),
            },
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
                new SourceBusyException($"it answered with status {status}", After(answer.Headers)),
            _ => new MuutostietoException(
                FailureKind.Fault,
                $"{Place(call)}: the source answered with status {status}. Expected an answer of the interface; check Feed.url in "
                    + "appsettings.json."),
        };
    }

    /// <summary>A date is judged by the source's own clock.</summary>
    private static TimeSpan? After(HttpResponseHeaders headers)
    {
        var wait = headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - headers.Date;
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>What is said of an answer that is none of the interface.</summary>
    internal MuutostietoException Fault(string call, FormatException failure) =>
        new(FailureKind.Fault, $"{Place(call)}: {failure.Message}. Nothing of this answer was entered. Show this to the source.", failure);

    private T Judge<T>(string call, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException failure)
        {
            throw Fault(call, failure);
        }
    }

    private string Place(string call) => $"feed {source.Url.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{call.Split('/')[0]}";
}
