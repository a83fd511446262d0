/* Tables of measured latencies: what becomes of their rows, the broken ones too. */
#include "tests/unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/validation/latency_data.h"

#define HERE "tests/validation/latency"

typedef struct {
    ServingHardware hardware;
    ServedList list;
    size_t tables;
    Arena arena;
    Error err;
} Reading;

/* Read a folder that has these files: pairs of a name and a text, NULL at the end. */
static bool read_files(Reading *reading, const char *const *files)
{
    char folder[] = "/tmp/forkcast_latency_XXXXXX";

    *reading = (Reading){ 0 };
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; files[i]; i += 2) {
        FILE *file = fopen(arena_format(&reading->arena, "%s/%s", folder, files[i]), "w");
        assert_non_null(file);
        fputs(files[i + 1], file);
        fclose(file);
    }
    assert_true(
        serving_hardware_read(&reading->hardware, HERE, &reading->arena, &reading->err));
    bool ok = served_read(&reading->list, &reading->tables, folder, &reading->hardware,
                          &reading->arena, &reading->err);
    for (size_t i = 0; files[i]; i += 2)
        remove(arena_format(&reading->arena, "%s/%s", folder, files[i]));
    rmdir(folder);
    return ok;
}

static void forget(Reading *reading)
{
    served_free(&reading->list);
    arena_free(&reading->arena);
}

#define SILICON                                                                                \
    "src,backend,backend_version,model,system,precision,mode,isl,osl,concurrency,"             \
    "batch_size,tp_size,ttft_ms,tpot_ms,source\n"

static void a_closed_loop_is_read(void **state)
{
    static const char *const files[] = {
        "e2e_silicon_aic.csv",
        SILICON "2026-04-06.csv,vllm,,meta-llama/Llama-3.1-70B,h200_sxm,fp8,agg,1024,8192,32,"
                "16,8,133.5,11.25,somewhere\n",
        NULL,
    };
    Reading reading;

    assert_true(read_files(&reading, files));
    assert_int_equal(reading.tables, 1);
    assert_int_equal(reading.list.count, 1);
    const Served *s = &reading.list.items[0];
    assert_null(s->excluded);
    assert_string_equal(s->set, "InferenceMAX");
    assert_string_equal(s->model->name, "Llama-3.1-70B");
    assert_string_equal(s->gpu->name, "H200");
    assert_string_equal(s->engine, "vllm");
    assert_int_equal(s->load, CLOSED_LOOP);
    assert_int_equal(s->split, CALIBRATION); /* on 8 GPUs, 16 at once */
    assert_close(s->users, 16, 0);           /* of a replica, not of all */
    assert_close(s->tensor_parallel, 8, 0);
    assert_close(s->weight_bytes, 1, 0);
    assert_close(s->cache_bytes, 1, 0);
    assert_close(s->out.mean, 0.9 * 8192, 1e-12); /* uniform from 0.8 to 1 of the nominal */
    assert_close(s->out.p95, 0.99 * 8192, 1e-12);
    assert_close(s->most_running, 16, 0);
    assert_false(s->first_unclear);
    assert_close(s->measured[FIRST_MEAN], 0.1335, 1e-12);
    assert_close(s->measured[EACH_MEAN], 0.01125, 1e-12);
    assert_true(isnan(s->measured[WHOLE_P99]));
    forget(&reading);
}

static const char *reason(const Reading *reading, size_t i)
{
    return reading->list.items[i].excluded ? reading->list.items[i].excluded : "";
}

static void what_cannot_be_predicted_stays_with_the_reason(void **state)
{
    static const char *const files[] = {
        "e2e_silicon_aic.csv",
        SILICON "a,vllm,,me/unheard-of,h200_sxm,fp8,agg,1024,512,4,4,1,10,10,x\n"
                "a,vllm,,Llama-3.1-8B,abacus,fp8,agg,1024,512,4,4,1,10,10,x\n"
                "a,abacus,,Llama-3.1-8B,h200_sxm,fp8,agg,1024,512,4,4,1,10,10,x\n"
                "a,vllm,,Llama-3.1-8B,h200_sxm,fp8,disagg,1024,512,4,4,1,10,10,x\n"
                "a,vllm,,Llama-3.1-8B,h200_sxm,fp8,agg,,512,4,4,1,10,10,x\n"
                "a,vllm,,Llama-3.1-8B,h200_sxm,fp8,agg,1024,-512,4,4,1,10,10,x\n"
                "a,vllm,,Llama-3.1-8B,h200_sxm,fp8,agg,1024,512,nan,0,1,10,10,x\n"
                "a,vllm,,Llama-3.1-8B,h200_sxm,fp8,agg,1024,512,1e300,1e300,1,10,10,x\n"
                "a,vllm,,Llama-3.1-8B,h200_sxm,fp8,agg,1024,512,4,4,0,10,10,x\n"
                "a,vllm,,Llama-3.1-8B,h200_sxm,fp8,agg,1024,512,4,4,1,,-3,x\n"
                "a,vllm,,Llama-3.1-405B,h100_sxm,,agg,1024,512,4,4,2,10,10,x\n"
                ",,,,,,,,,,,,,,\n"
                "a,vllm,,google/flan-t5-xxl,h100_sxm,,,1024,512,4,4,2,10,10,x\n"
                "a,vllm,,google/gemma-2-9b-it,h100_sxm,,,1024,512,4,4,2,10,10,x\n",
        NULL,
    };
    static const char *const reasons[] = {
        "model is not known",
        "GPU is not known",
        "engine that is not modelled",
        "on different GPUs",
        "length of prompts",
        "length of answers",
        "users are not stated",
        "users are not",
        "number of GPUs",
        "nothing is measured",
        "do not fit",
        "model is not known",
        "a decoder",
        "",
    };
    Reading reading;

    assert_true(read_files(&reading, files));
    assert_int_equal(reading.list.count, COUNT_OF(reasons));
    for (size_t i = 0; i < COUNT_OF(reasons); i++)
        if (!strstr(reason(&reading, i), reasons[i]))
            fail_msg("row %zu: `%s`", i, reason(&reading, i));
    forget(&reading);
}

static void a_table_without_its_column_is_refused(void **state)
{
    static const char *const files[] = { "argonne_static_batch.csv", "a,b\n1,2\n", NULL };
    static const char *const torn[] = { "argonne_static_batch.csv",
                                        "in_out_len,batch\n128\n\"12", NULL };
    Reading reading;

    assert_false(read_files(&reading, files));
    assert_non_null(strstr(reading.err.text, "in_out_len"));
    forget(&reading);
    assert_false(read_files(&reading, torn));
    forget(&reading);
}

static void an_empty_folder_has_no_tables(void **state)
{
    static const char *const files[] = { NULL };
    Reading reading;

    assert_true(read_files(&reading, files));
    assert_int_equal(reading.tables, 0);
    assert_int_equal(reading.list.count, 0);
    forget(&reading);
}

#define PHASES                                                                                 \
    "set,exp,model,workload,stage_index,metric_name,hardware,tp,precision,measured_ms\n"
#define WORK                                                                                   \
    "id,rate0,dur0,rate1,dur1,n_sys,sys_len,q_len,out_len,mbt,max_num_seqs,kv_blocks16\n"

/* Rows of one stage are one record; it has the phases that the stage has. */
static void metrics_of_a_stage_come_together(void **state)
{
    static const char *const files[] = {
        "vllm_blis_measured_vs_peers.csv",
        PHASES "train15,20260217-155451-a-general,Yi-34B,general,-1,e2e_mean,H100,2,FP16,4100\n"
               "train15,20260217-155451-a-general,Yi-34B,general,-1,ttft_p99,H100,2,FP16,91\n"
               "train15,20260217-155451-a-general,Yi-34B,general,1,e2e_mean,H100,2,FP16,4300\n"
               "heldout,17-a-general,Yi-34B,general,0,e2e_mean,H100,2,FP16,4300\n"
               "train15,20260217-155451-a-general,Yi-34B,codegen,0,e2e_mean,H100,2,FP16,99\n"
               "train15,18-a-general,Yi-34B,general,0,e2e_mean,H100,2,FP16,4300\n",
        "vllm_blis_workloads.csv",
        WORK "20260217,1,1,1,1,1,1,1,1,1,1,1\n"
             "20260217-155451,2.5,600,7.5,200,9,100,447,248,2048,128,1299\n"
             "18,2.5,600,,,9,100,447,248,2048,128,1299\n",
        NULL,
    };
    Reading reading;

    assert_true(read_files(&reading, files));
    assert_int_equal(reading.list.count, 5);
    const Served *whole = &reading.list.items[0], *second = &reading.list.items[1];
    assert_null(whole->excluded);
    assert_int_equal(whole->phases, 2);
    assert_close(served_rate(whole), (2.5 * 600 + 7.5 * 200) / 800, 1e-12);
    assert_close(whole->measured[WHOLE_MEAN], 4.1, 1e-12);
    assert_close(whole->measured[FIRST_P99], 0.091, 1e-12);
    assert_close(whole->in.mean, 547, 0);
    assert_close(whole->cache_tokens, 16 * 1299, 0);
    assert_int_equal(whole->split, CALIBRATION);
    assert_int_equal(second->phases, 1);
    assert_close(second->rate[0], 7.5, 0);
    assert_non_null(strstr(reason(&reading, 2), "no workload"));
    assert_int_equal(reading.list.items[2].split, DEVELOPMENT);
    assert_non_null(strstr(reason(&reading, 3), "is another"));
    assert_non_null(strstr(reason(&reading, 4), "only phase"));
    forget(&reading);
}

/* 0.2 s and 247 times 16 ms are the 4.1 s of the answer within a tenth; times 21 ms, 5.4 s,
 * are not. */
static void tokens_that_do_not_add_up_to_the_answer_are_unclear(void **state)
{
    static const char *const files[] = {
        "vllm_blis_measured_vs_peers.csv",
        PHASES "train15,18-a-general,Yi-34B,general,-1,e2e_mean,H100,2,FP16,4100\n"
               "train15,18-a-general,Yi-34B,general,-1,ttft_mean,H100,2,FP16,200\n"
               "train15,18-a-general,Yi-34B,general,-1,itl_mean,H100,2,FP16,16\n"
               "train15,19-a-general,Yi-34B,general,-1,e2e_mean,H100,2,FP16,4100\n"
               "train15,19-a-general,Yi-34B,general,-1,ttft_mean,H100,2,FP16,200\n"
               "train15,19-a-general,Yi-34B,general,-1,itl_mean,H100,2,FP16,21\n"
               "train15,18-a-general,Mistral-7B,general,-1,itl_mean,H100,2,FP16,21\n",
        "vllm_blis_workloads.csv",
        WORK "18,2.5,600,,,9,100,447,248,2048,128,1299\n"
             "19,2.5,600,,,9,100,447,248,2048,128,1299\n",
        NULL,
    };
    Reading reading;

    assert_true(read_files(&reading, files));
    assert_int_equal(reading.list.count, 3);
    assert_false(served_unclear(&reading.list.items[0], EACH_MEAN));
    assert_true(served_unclear(&reading.list.items[1], EACH_MEAN));
    assert_false(served_unclear(&reading.list.items[1], WHOLE_MEAN));
    assert_false(served_unclear(&reading.list.items[2], EACH_MEAN)); /* nothing to compare */
    forget(&reading);
}

static void rows_without_a_table_of_workloads_are_counted(void **state)
{
    static const char *const files[] = {
        "vllm_blis_measured_vs_peers.csv",
        PHASES "train15,17-a-general,Yi-34B,general,-1,e2e_mean,H100,2,FP16,4100\n"
               "train15,,Yi-34B,general,-1,e2e_mean,H100,2,FP16,4100\n",
        NULL,
    };
    Reading reading;

    assert_true(read_files(&reading, files));
    assert_int_equal(reading.list.count, 2);
    assert_non_null(strstr(reason(&reading, 0), "no workload"));
    assert_non_null(strstr(reason(&reading, 1), "no workload"));
    forget(&reading);
}

static void a_summary_of_users_has_its_quantiles(void **state)
{
    static const char *const files[] = {
        "llmpilot_tgi_summary.csv",
        "model,gpu,n_gpu,users,in_mean,in_p50,in_p95,out_mean,out_p50,out_p95,ttft_p50,ttft_"
        "mean,"
        "ttft_p99,itl_tok_mean,e2e_p99\n"
        "Llama-2-13b,A100,2,64,230.5,115,918,141,97,512,310,420,1900,31,17250\n",
        NULL,
    };
    Reading reading;

    assert_true(read_files(&reading, files));
    const Served *s = &reading.list.items[0];
    assert_null(s->excluded);
    assert_close(s->in.p95, 918, 0);
    assert_close(s->out.p50, 97, 0);
    assert_close(s->measured[FIRST_P99], 1.9, 1e-12);
    assert_close(s->measured[EACH_MEAN], 0.031, 1e-12);
    assert_close(s->measured[WHOLE_P99], 17.25, 1e-12);
    assert_true(isnan(s->measured[WHOLE_P50]));
    forget(&reading);
}

/* Llama 2 70B with 8 bits has 68.5 GB and twice 0.5 GB: 1.4 times that is more than one H100
 * and less than two hold, so eight of them are four replicas. */
static void a_machine_is_as_many_replicas_as_it_can_be(void **state)
{
    static const char *const files[] = {
        "mlperf_inference_v41_llm.csv",
        "submitter,system,benchmark,scenario,samples_per_s,tokens_per_s,ttft_p99_ms,"
        "accelerator,"
        "n_accel,nodes,framework\n"
        "A,B,llama2-70b-99,Offline,80,23200,,NVIDIA H100-SXM-80GB,8,1,TensorRT 10.2\n"
        "A,B,llama2-70b-99,Server,72,20880,910,NVIDIA H100-SXM-80GB,8,1,\"TensorRT, CUDA\"\n"
        "A,B,llama2-70b-99,Server,,20880,910,NVIDIA H100-SXM-80GB,8,1,\"TensorRT, CUDA\"\n"
        "A,B,llama2-70b-99,Server,72,20880,910,NVIDIA H100-SXM-80GB,,1,\"TensorRT, CUDA\"\n",
        NULL,
    };
    Reading reading;

    assert_true(read_files(&reading, files));
    const Served *offline = &reading.list.items[0], *server = &reading.list.items[1];
    assert_null(offline->excluded);
    assert_true(offline->assumed);
    assert_close(offline->tensor_parallel, 2, 0);
    assert_close(offline->measured[OUTPUT_RATE], 5800, 1e-12);
    assert_null(server->excluded);
    assert_close(server->rate[0], 18, 1e-12);
    assert_close(server->out.mean, 290, 1e-12);
    assert_close(server->measured[FIRST_P99], 0.91, 1e-12);
    assert_non_null(reading.list.items[2].excluded);
    assert_non_null(reading.list.items[3].excluded);
    forget(&reading);
}

static void the_tables_of_the_project_are_read_once(void **state)
{
    Reading reading = { 0 };
    size_t used = 0;

    assert_true(serving_hardware_read(&reading.hardware, HERE, &reading.arena, &reading.err));
    for (int i = 0; i < 2; i++)
        assert_true(served_read(&reading.list, &reading.tables, HERE, &reading.hardware,
                                &reading.arena, &reading.err));
    assert_int_equal(reading.tables, 4);
    assert_int_equal(reading.list.repeated, reading.list.count);
    for (size_t i = 0; i < reading.list.count; i++) {
        const Served *s = &reading.list.items[i];
        used += !s->excluded;
        assert_true(strlen(s->source) > 10);
    }
    assert_true(used > 2000);
    forget(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_closed_loop_is_read),
        cmocka_unit_test(what_cannot_be_predicted_stays_with_the_reason),
        cmocka_unit_test(a_table_without_its_column_is_refused),
        cmocka_unit_test(an_empty_folder_has_no_tables),
        cmocka_unit_test(metrics_of_a_stage_come_together),
        cmocka_unit_test(tokens_that_do_not_add_up_to_the_answer_are_unclear),
        cmocka_unit_test(rows_without_a_table_of_workloads_are_counted),
        cmocka_unit_test(a_summary_of_users_has_its_quantiles),
        cmocka_unit_test(a_machine_is_as_many_replicas_as_it_can_be),
        cmocka_unit_test(the_tables_of_the_project_are_read_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
